package io.mallguard.notebooks.command;

import io.mallguard.notebooks.Main;
import io.mallguard.notebooks.kernel.KernelSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the kernel known to the user's Jupyter. */
@Command(
    name = "install",
    description = "Makes the kernel known to your Jupyter; run it again after moving the project.",
    mixinStandardHelpOptions = true)
public final class InstallCommand implements Callable<Integer> {
  @Option(
      names = "--kernels",
      paramLabel = "DIR",
      description = "Jupyter's folder of kernels (default: the one of your user).")
  private @Nullable Path kernels;

  /** Made by picocli. */
  public InstallCommand() {}

  @Override
  public Integer call() throws IOException {
    Path folder = Optional.ofNullable(kernels).orElseGet(InstallCommand::userFolder);
    Path file = KernelSpec.install(folder, Main.class);
    System.out.println("wrote " + file);
    System.out.println("start it with: jupyter notebook notebooks");
    return 0;
  }

  private static Path userFolder() {
    return KernelSpec.userFolder(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }
}
