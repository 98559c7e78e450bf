package io.mallguard.training.simulator.mall.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.Event;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.schema.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stops the writer stops the simulation, even one that waits for it already. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class FolderWritingTest {
  private final Thread owner = Thread.currentThread();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch isLastCall = new CountDownLatch(1);

  /** A day on which memory runs out, once the owner waits in its last call. */
  private final List<Event> lastDay =
      new AbstractList<>() {
        @Override
        public Event get(int index) {
          begun.countDown();
          try {
            isLastCall.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          while (owner.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          throw new OutOfMemoryError("none left");
        }

        @Override
        public int size() {
          return 1;
        }
      };

  @Test
  void finishThrowsWhatStoppedTheWriterMeanwhile(@TempDir Path dir) throws Exception {
    assertStopped(dir, 1, FolderWriting::finish);
  }

  @Test
  void aDayThatWaitsForRoomWaitsNoLonger(@TempDir Path dir) throws Exception {
    assertStopped(
        dir,
        2,
        writing -> {
          writing.take(lastDay);
          writing.finish();
        });
  }

  /** What comes after so many days throws what stopped the writer at the first of them. */
  private void assertStopped(Path dir, int days, ThrowingConsumer<FolderWriting> last)
      throws Exception {
    try (EventFolderWriter writer = writer(dir);
        FolderWriting writing = new FolderWriting(writer)) {
      writing.take(lastDay);
      begun.await();
      for (int day = 1; day < days; day++) {
        writing.take(lastDay);
      }
      isLastCall.countDown();
      assertThatThrownBy(() -> last.acceptThrows(writing))
          .isInstanceOf(IOException.class)
          .hasRootCauseInstanceOf(OutOfMemoryError.class);
    }
  }

  private static EventFolderWriter writer(Path dir) throws IOException {
    return EventFolderWriter.create(dir.resolve("events"), Schemas.builtIn("mall"));
  }
}
