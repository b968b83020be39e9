import LinuxSystem
import WildixCore

/// Turns a fault's offset into line and column, by reading the file once more up to there.
enum FaultPlace {
  /// The fault as people find it.
  static func problem(_ fault: JSONFault, in file: InputFile) -> SourceFault.Problem {
    let (line, column) = place(of: fault.offset, in: file)
    return .malformed(line: line, column: column, fault.expected, isUnfinished: fault.isUnfinished)
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
