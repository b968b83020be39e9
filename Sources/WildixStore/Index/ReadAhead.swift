import Dispatch
import LinuxSystem
import Synchronization
import WildixCore

/// Reads a history on another thread, a few blocks ahead of who writes them into the index: the two take about as
/// long as each other.
final class ReadAhead: Sendable {
  private struct State {
    var pieces: [Result<HistoryReader.Piece, any Error>] = []
    var isFinished = false
    var isCancelled = false
  }

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 4)
  private let ready = DispatchSemaphore(value: 0)

  init(_ file: InputFile, known: [KnownBlock]) {
    DispatchQueue.global().async { [self] in
      var reader = HistoryReader(known: known) { buffer in try file.read(into: buffer) }
      do {
        while let piece = try reader.next(), deliver(.success(piece)) {}
      } catch {
        _ = deliver(.failure(error))
      }
      state.withLock { $0.isFinished = true }
      ready.signal()
    }
  }

  private func deliver(_ piece: Result<HistoryReader.Piece, any Error>) -> Bool {
    room.wait()
    let goesOn = state.withLock { state in
      state.pieces.append(piece)
      return !state.isCancelled
    }
    ready.signal()
    return goesOn
  }

  /// The next piece; nil at the end.
  func next() throws -> HistoryReader.Piece? {
    ready.wait()
    let piece = state.withLock { $0.pieces.isEmpty ? nil : $0.pieces.removeFirst() }
    room.signal()
    return try piece?.get()
  }

  /// Stops the reading; what was read is dropped.
  func cancel() {
    state.withLock { $0.isCancelled = true }
    room.signal()
  }
}
