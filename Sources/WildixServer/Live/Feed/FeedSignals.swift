import Synchronization

/// What may have changed since somebody looked last: however often it was said, it is one look.
final class FeedSignals: Sendable {
  typealias Subject = ServerResources.ChangeSubject

  private let pending = Mutex<Set<Subject>>([])
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

  func signal(_ subject: Subject) {
    pending.withLock { _ = $0.insert(subject) }
    continuation.yield()
  }

  /// What may have changed, as it comes. For one reader.
  var all: some AsyncSequence<Set<Subject>, Never> { stream.map { _ in self.take() } }

  private func take() -> Set<Subject> {
    pending.withLock { subjects in
      defer { subjects = [] }
      return subjects
    }
  }
}
