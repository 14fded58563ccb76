package dev.xraygpu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StopNoticeTest {
  @Test
  void saysHowToGoOnUntilItIsClosed() throws InterruptedException {
    StringWriter err = new StringWriter();
    StopNotice notice = new StopNotice(new PrintWriter(err), false);
    Thread hook = notice.hook();
    notice.close();
    assertThat(Runtime.getRuntime().removeShutdownHook(hook)).isFalse();
    assertThat(err.toString()).isEmpty();
    hook.start();
    hook.join();
    assertThat(err.toString().strip())
        .isEqualTo("xray-gpu: stopped; the same command with --resume goes on");
  }

  @Test
  void namesTheOptionThatIsRefusedBesideResume() throws InterruptedException {
    StringWriter err = new StringWriter();
    StopNotice notice = new StopNotice(new PrintWriter(err), true);
    notice.close();
    notice.hook().start();
    notice.hook().join();
    assertThat(err.toString()).contains("with --resume instead of --overwrite goes on");
  }
}
