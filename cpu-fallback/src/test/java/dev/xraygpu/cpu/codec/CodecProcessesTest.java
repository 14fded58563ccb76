package dev.xraygpu.cpu.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What happens to this process when a codec brings down its own: nothing. */
class CodecProcessesTest {
  private static CodecRequest request(byte first) {
    return new CodecRequest(CodecRequest.Kind.JPEG_2000, 2, 3, 1, 8, new byte[] {first});
  }

  @Test
  void crashIsSaidAndTheNextImageIsDecoded() throws IOException, CodecProcess.EndedException {
    CodecProcesses processes = new CodecProcesses(BrokenWorker.class);
    assertThat(processes.ask(request((byte) 0), 60)).isInstanceOf(CodecResponse.Decoded.class);

    CodecProcess.EndedException ended =
        catchThrowableOfType(
            CodecProcess.EndedException.class,
            () -> processes.ask(request(BrokenWorker.CRASH), 60));

    assertThat(ended).hasMessageContaining("crashed").hasMessageContaining("134");
    assertThat(processes.ask(request((byte) 0), 60))
        .isInstanceOfSatisfying(
            CodecResponse.Decoded.class, decoded -> assertThat(decoded.values()).hasSize(6));
  }

  @Test
  void processThatTakesTooLongIsEnded() {
    CodecProcesses processes = new CodecProcesses(BrokenWorker.class);

    CodecProcess.EndedException ended =
        catchThrowableOfType(
            CodecProcess.EndedException.class, () -> processes.ask(request(BrokenWorker.HANG), 1));

    assertThat(ended).hasMessageContaining("1 s");
    assertThat(ended.tookTooLong()).isTrue();
  }

  @Test
  void answersThatMakeNoSenseAreACrash() {
    CodecProcesses processes = new CodecProcesses(BrokenWorker.class);

    CodecProcess.EndedException ended =
        catchThrowableOfType(
            CodecProcess.EndedException.class,
            () -> processes.ask(request(BrokenWorker.CHATTER), 30));

    assertThat(ended).isNotNull();
  }
}
