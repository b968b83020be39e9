/// Reads a file line by line, however long it is.
public struct LineReader {
  private let file: InputFile
  private var buffer: [UInt8] = []
  private var position = 0

  /// A reader of `file` from where it stands.
  public init(_ file: InputFile) { self.file = file }

  /// The next line, without its end; nil at the end of the file. The last one may lack its end.
  public mutating func next() throws(SystemError) -> ArraySlice<UInt8>? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { position = end + 1 }
        return buffer[position..<end]
      }
      buffer.removeFirst(position)
      position = 0
      searched = buffer.count
      guard try fill() else {
        defer { position = buffer.count }
        return buffer.isEmpty ? nil : buffer[...]
      }
    }
  }

  private mutating func fill() throws(SystemError) -> Bool {
    let (file, size) = (file, buffer.count)
    buffer.append(contentsOf: repeatElement(0, count: 1 << 18))
    let count = try buffer.withUnsafeMutableBufferPointer { (bytes) throws(SystemError) in
      let rest = UnsafeMutableBufferPointer(rebasing: bytes[size...])
      return try file.read(into: UnsafeMutableRawBufferPointer(rest))
    }
    buffer.removeLast(buffer.count - size - count)
    return count > 0
  }
}
