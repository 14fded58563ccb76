package dev.xraygpu.cli;

import dev.xraygpu.run.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** The text of {@code --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      ProgramVersion.NAME
          + " "
          + ProgramVersion.current()
          + ", Java "
          + System.getProperty("java.version")
    };
  }
}
