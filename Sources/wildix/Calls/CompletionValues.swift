import ArgumentParser
import LinuxSystem
import WildixCore

/// Values that a shell's completion offers out of the data: for who is logged in, and nothing for anybody else. Errors
/// are kept quiet, since there is nowhere to show them while somebody types.
enum CompletionValues {
  @Sendable static func users(_ arguments: [String], _ index: Int, _ prefix: String) -> [String] {
    values(arguments) { context, data, viewer in
      viewer.isAdmin ? try context.openPeople(data).users().map(\.username) : [viewer.username]
    }
  }

  /// To whom a call can be handed: to anybody, by anybody.
  @Sendable static func everybody(_ arguments: [String], _ index: Int, _ prefix: String) -> [String] {
    values(arguments) { context, data, _ in try context.openPeople(data).users().map(\.username) }
  }

  /// What was noted in `field` before, the newest first.
  static func earlier(_ field: EnrichmentField) -> CompletionKind {
    .custom { arguments, _, _ in
      values(arguments) { context, data, viewer in
        try EarlierValues([field], in: context.openCalls(data), for: viewer)[field]
      }
    }
  }

  @Sendable static func postes(_ arguments: [String], _ index: Int, _ prefix: String) -> [String] {
    values(arguments) { context, data, viewer in
      viewer.isAdmin ? try context.openPeople(data).users().map(\.poste) : [viewer.poste]
    }
  }

  @Sendable static func recentCallIDs(_ arguments: [String], _ index: Int, _ prefix: String) -> [String] {
    values(arguments) { context, data, viewer in
      var query = CallQuery()
      query.limit = 50
      var ids: [String] = []
      try context.openCalls(data).calls(query, for: viewer) { row in
        ids.append(row.id.text)
        return true
      }
      return ids
    }
  }

  /// Goes on with the list that is being typed.
  @Sendable static func fields(_ arguments: [String], _ index: Int, _ prefix: String) -> [String] {
    let named = prefix.lastIndex(of: ",").map { String(prefix[...$0]) } ?? ""
    let taken = named.split(separator: ",").map(String.init)
    return ListingField.all.map(\.name).filter { !taken.contains($0) }.map { named + $0 }
  }

  private static func values(
    _ arguments: [String], _ body: (Context, String, Viewer) throws -> [String]
  ) -> [String] {
    let context = Context.live()
    let option = arguments.firstIndex(of: "--data").flatMap { index in
      arguments.indices.contains(index + 1) ? arguments[index + 1] : nil
    }
    let data = context.environment.dataDirectory(option: option)
    return (try? body(context, data, currentViewer(context, data: data))) ?? []
  }
}
