/// Numbers as integers, which an index sorts and compares several times faster than text. The code of a number's
/// beginning is the least code of all numbers that begin so.
///
/// 17 places in base 12: 0 behind the end, 1 for a plus sign, 2 to 11 for the digits.
public enum PartyCode {
  private static let places = 17

  /// The code of a normalized number; nil if it is empty, longer than 17 signs, or has others than digits and plus.
  public static func of(_ number: String) -> Int64? {
    var number = number
    return number.withUTF8 { of(spelled: $0) }
  }

  /// The codes of all numbers that begin with `number`, as far as they have one.
  public static func range(beginning number: String) -> ClosedRange<Int64>? {
    guard let first = of(number) else { return nil }
    let others = (number.utf8.count..<places).reduce(Int64(1)) { product, _ in product * 12 }
    return first...(first + others - 1)
  }

  /// The code of a number as a record spells it, normalized on the way as `PhoneNumber.normalized` does it; nil if it
  /// has no code, or signs that are not ASCII.
  static func of(spelled bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    var signs = InlineArray<18, UInt8>(repeating: 0)
    var count = 0
    for byte in bytes {
      let sign: UInt8
      switch byte {
      case 0x30...0x39: sign = byte - 0x30 + 2
      case UInt8(ascii: "+"): sign = 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "."), UInt8(ascii: "-"): continue
      default: return nil
      }
      guard count < 18 else { return nil }
      signs[count] = sign
      count += 1
    }
    guard count > 0 else { return nil }
    var code: Int64 = 0
    var first = 0
    if count >= 2, signs[0] == 2, signs[1] == 2 {  // 00 is a plus sign
      first = 1
      signs[1] = 1
    }
    guard count - first <= places else { return nil }
    for index in first..<first + places {
      code = code * 12 + (index < count ? Int64(signs[index]) : 0)
    }
    return code
  }
}
