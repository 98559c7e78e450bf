package io.mallguard.notebooks.command;

import io.mallguard.notebooks.kernel.KernelServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What Jupyter starts. */
@Command(
    name = "kernel",
    description = "Serves one Jupyter session; Jupyter starts it, not a person.",
    hidden = true,
    mixinStandardHelpOptions = true)
public final class KernelCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Jupyter's connection file.")
  private Path connectionFile = Path.of("");

  /** Made by picocli. */
  public KernelCommand() {}

  @Override
  public Integer call() throws IOException {
    KernelServer.serve(connectionFile);
    return 0;
  }
}
