package io.mallguard.training.command;

import io.mallguard.training.check.MallCheck;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code simulate check}: whether a simulated mall is as hard as it says. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Looks for leaks and trivial signs in a simulated mall, trains models on it and prints",
      "every figure against its band."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Every binding figure lies in its band",
      "1:A binding figure lies outside, or the check could not be run",
      "2:Wrong usage or input"
    })
public final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "What simulate --size wrote.")
  private Path dir = Path.of("");

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "Some of the checks, by name; default: all.")
  private Set<String> only = Set.of();

  @Spec private @Nullable CommandSpec command;

  @Override
  public Integer call() throws IOException {
    PrintWriter print = Output.of(command);
    boolean passes = MallCheck.run(dir, only, line -> say(print, line), progress());
    say(print, passes ? "PASS" : "FAIL: a binding figure lies outside of its band");
    return passes ? 0 : 1;
  }

  private static Progress progress() {
    return Progress.on(System.err);
  }

  private static void say(PrintWriter print, String line) {
    print.println(line);
    print.flush();
  }
}
