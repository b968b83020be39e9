import LinuxSystem
import WildixCore

/// Turns a fault's offset into line and column, by reading the file once more up to there.
enum FaultPlace {
  /// `line 3, column 14: expected , or }`. Columns count characters, from 1.
  static func describe(_ fault: JSONFault, in file: InputFile) -> String {
    let (line, column) = place(of: fault.offset, in: file)
    let expected = fault.isUnfinished ? "the file ends too early: expected" : "expected"
    return "line \(line), column \(column): \(expected) \(fault.expected)"
  }

  private static func place(of offset: Int, in file: InputFile) -> (line: Int, column: Int) {
    var (line, column, done) = (1, 1, 0)
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
      while done < offset {
        let wanted = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, offset - done)])
        guard let count = try? file.read(into: wanted, at: Int64(done)), count > 0 else { return }
        for byte in wanted[..<count] {
          if byte == 0x0A {
            (line, column) = (line + 1, 1)
          } else if byte & 0xC0 != 0x80 {
            column += 1
          }
        }
        done += count
      }
    }
    return (line, column)
  }
}
