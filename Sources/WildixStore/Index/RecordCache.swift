/// Records that were read lately, by their place in a pack. A pack only grows: what stands in it at a place stays there.
final class RecordCache {
  /// Bytes, roughly: some pages of the newest calls, which people ask for again and again.
  private static let capacity = 2 << 20
  private static let overhead = 64

  private var records: [Int64: [UInt8]] = [:]
  private var size = 0

  /// The record at `offset`, read by `read` if it is not known.
  func bytes(at offset: Int64, count: Int, read: () throws -> [UInt8]) rethrows -> [UInt8] {
    if let record = records[offset], record.count == count { return record }
    let record = try read()
    guard count + Self.overhead <= Self.capacity / 16 else { return record }
    if size + count + Self.overhead > Self.capacity { (records, size) = ([:], 0) }
    records[offset] = record
    size += count + Self.overhead
    return record
  }
}
