import GRDB

/// Where blocks begin in the pack. They are read again when the pack has grown: a new block may have the number of one
/// that went.
final class BlockOffsets {
  private var known: [Int64: Int64] = [:]
  private var packEnd: Int64 = -1

  /// Makes sure that what is known is of the state in which the pack ends there.
  func use(_ packEnd: Int64) {
    if self.packEnd != packEnd { known = [:] }
    self.packEnd = packEnd
  }

  /// Where `block` begins. Throws `IndexDamage` if there is no such block.
  func offset(of block: Int64, _ database: Database) throws -> Int64 {
    if let offset = known[block] { return offset }
    let rows = try RawStatement(reusing: database, "SELECT id, pack_offset FROM blocks")
    known = [:]
    while try rows.step() { known[rows.integer(0)] = rows.integer(1) }
    guard let offset = known[block] else { throw IndexDamage() }
    return offset
  }
}
