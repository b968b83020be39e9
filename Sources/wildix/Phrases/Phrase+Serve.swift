import WildixCore

// What keeps `wildix serve` from beginning.
extension Phrase {
  static func needsTLS(_ address: String) -> Phrase {
    Phrase(
      en: """
        --listen \(address): other machines could read passwords on the way. Give --tls-certificate and --tls-key, or \
        --behind-proxy where a proxy in front of it speaks TLS, or --insecure.
        """,
      fr: """
        --listen \(address) : d'autres machines pourraient lire les mots de passe en chemin. Donnez --tls-certificate et \
        --tls-key, ou --behind-proxy si un proxy placé devant parle TLS, ou --insecure.
        """)
  }

  static let certificateWithoutKey = Phrase(
    en: "--tls-certificate and --tls-key belong together: give both.",
    fr: "--tls-certificate et --tls-key vont ensemble : donnez les deux.")

  static func unknownHost(_ address: String) -> Phrase {
    Phrase(
      en: "cannot listen on \(address): there is no such host",
      fr: "impossible d'écouter sur \(address) : cet hôte n'existe pas")
  }

  static func noCertificate(_ path: String) -> Phrase {
    Phrase(en: "there is no certificate in \(path)", fr: "il n'y a pas de certificat dans \(path)")
  }

  static func noKey(_ path: String) -> Phrase {
    Phrase(en: "there is no key in \(path)", fr: "il n'y a pas de clé dans \(path)")
  }

  static func keyOfAnother(_ key: String, _ certificate: String) -> Phrase {
    Phrase(
      en: "the key in \(key) is not that of the first certificate in \(certificate)",
      fr: "la clé de \(key) n'est pas celle du premier certificat de \(certificate)")
  }

  static func newCertificate(_ path: String) -> Phrase {
    Phrase(
      en: "new connections are shown the certificate that is in \(path) now",
      fr: "les nouvelles connexions reçoivent le certificat qui est maintenant dans \(path)")
  }

  static func oldCertificate(_ reason: String) -> Phrase {
    Phrase(
      en: "the certificate from before stays in use: \(reason)",
      fr: "l'ancien certificat reste en service : \(reason)")
  }

  static let namePEMFiles = Phrase(
    en: "--tls-certificate and --tls-key name files in PEM, the key without a password",
    fr: "--tls-certificate et --tls-key indiquent des fichiers PEM, la clé sans mot de passe")

  static let nameAnotherAddress = Phrase(
    en: "name another address: --listen HOST:PORT; port 0 picks a free one",
    fr: "indiquez une autre adresse : --listen HÔTE:PORT ; le port 0 en choisit un libre")
}
