import WildixCore

extension OpenAPIDocument {
  /// The shapes that routes name.
  static let schemas = ##"""
    {
      "Anything": {"type": "object"},
      "Problem": {
        "description": "RFC 9457.",
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
          "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
          "detail": {"type": "string", "description": "What is wrong, in the language of Accept-Language."},
          "field": {"type": "string", "description": "The member of the body that is wrong."},
          "parameter": {"type": "string", "description": "The parameter that is wrong."},
          "id": {"type": "string", "description": "The call that it is about."},
          "current": {"$ref": "#/components/schemas/Call"}
        }
      },
      "Credentials": {
        "type": "object",
        "required": ["username", "password"],
        "properties": {"username": {"type": "string"}, "password": {"type": "string"}}
      },
      "User": {
        "type": "object",
        "required": ["username", "role", "poste"],
        "properties": {
          "username": {"type": "string"}, "role": {"enum": ["admin", "user"]}, "poste": {"type": "string"}
        }
      },
      "Users": {
        "type": "object",
        "required": ["users"],
        "properties": {"users": {"type": "array", "items": {"$ref": "#/components/schemas/User"}}}
      },
      "NewUser": {
        "type": "object",
        "required": ["username", "poste", "password"],
        "additionalProperties": false,
        "properties": {
          "username": {"type": "string", "minLength": 1}, "poste": {"type": "string", "minLength": 1},
          "role": {"enum": ["admin", "user"]}, "password": {"type": "string", "minLength": 1}
        }
      },
      "UserChange": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {"poste": {"type": "string", "minLength": 1}, "role": {"enum": ["admin", "user"]}}
      },
      "NewPassword": {
        "type": "object",
        "required": ["password"],
        "additionalProperties": false,
        "properties": {"password": {"type": "string", "minLength": 1}}
      },
      "OwnPassword": {
        "type": "object",
        "required": ["current", "password"],
        "additionalProperties": false,
        "properties": {"current": {"type": "string"}, "password": {"type": "string", "minLength": 1}}
      },
      "Call": {
        "description": "The record as the PBX wrote it, with four members added.",
        "type": "object",
        "required": ["id", "enrichissement", "statut", "revision"],
        "properties": {
          "id": {"type": ["string", "number"]},
          "enrichissement": {"type": ["object", "null"]},
          "statut": {"enum": ["answered", "received", "transferred", "todo"]},
          "revision": {"type": "string", "pattern": "^[0-9a-f]{1,16}$"}
        }
      },
      "Calls": {
        "type": "object",
        "required": ["calls", "next"],
        "properties": {
          "calls": {"type": "array", "items": {"$ref": "#/components/schemas/Call"}},
          "next": {"type": ["string", "null"], "description": "What to ask for as \"after\"; null at the end."}
        }
      },
      "Count": {
        "type": "object",
        "required": ["count"],
        "properties": {"count": {"type": "integer", "minimum": 0}}
      },
      "Views": {
        "type": "object",
        "required": ["todo", "received", "transferred_by_me", "answered", "all"],
        "additionalProperties": {"type": "integer", "minimum": 0}
      },
      "Log": {
        "type": "object",
        "required": ["changes"],
        "properties": {
          "changes": {
            "type": "array",
            "items": {
              "type": "object",
              "required": ["le", "par", "id", "avant", "apres"],
              "properties": {
                "le": {"type": "string"}, "par": {"type": "string"}, "id": {"type": "string"},
                "avant": {"type": "object"}, "apres": {"type": "object"}
              }
            }
          }
        }
      },
      "Enrichment": {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": false,
        "properties": {
          "date": {"type": "string", "pattern": "^(0[1-9]|1[0-9]|2[0-8])/(0[1-9]|1[0-2])/20[0-9]{2}$"},
          "heure": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"},
          "modeAccueil": {"$ref": "#/components/schemas/Text"}, "objet": {"$ref": "#/components/schemas/Text"},
          "commentaireObjet": {"$ref": "#/components/schemas/Text"},
          "resultat": {"$ref": "#/components/schemas/Text"}, "orientation": {"$ref": "#/components/schemas/Text"},
          "commentaireResultat": {"$ref": "#/components/schemas/Text"},
          "reponduParAgent": {"type": "boolean"},
          "traiteParOuTransmisA": {"type": "string", "description": "A username, or nothing."}
        }
      },
      "Text": {"type": "string", "maxLength": \##(EnrichmentField.longest)},
      "Values": {
        "type": "object",
        "required": ["values"],
        "properties": {"values": {"type": "array", "maxItems": 20, "items": {"type": "string"}}}
      }
    }
    """##
}
