package io.mallguard.training.command;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleFault;
import io.mallguard.scoring.bundle.BundleReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a bundle is and whether it is whole; exit code 2 and every problem if it is not. */
@Command(
    name = "inspect",
    description = "Shows a bundle's manifest, provenance, features, metrics and integrity.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:the bundle is whole and passes its self-test", "2:it does not"})
public final class InspectCommand implements Callable<Integer> {
  private static final int REFUSED = 2;

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "BUNDLE", description = "The bundle's folder.")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "Print JSON for a program.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    try {
      Bundle bundle = BundleReader.read(folder);
      out.println(json ? BundleJson.whole(bundle) : BundleText.of(bundle, folder));
      return 0;
    } catch (InvalidInputException e) {
      if (json) {
        out.println(BundleJson.refused(e));
      } else {
        explain(e, command.commandLine().getErr());
      }
      return REFUSED;
    } finally {
      out.flush();
    }
  }

  private static void explain(InvalidInputException refusal, PrintWriter err) {
    err.println(refusal.getMessage());
    for (BundleFault fault : BundleFault.among(refusal.problems())) {
      err.println("What to do [" + fault.code() + "]: " + fault.advice());
    }
    err.flush();
  }
}
