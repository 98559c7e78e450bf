package io.mallguard.training.command;

import io.mallguard.features.spec.Explanation;
import io.mallguard.features.spec.FeatureSpec;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spec}: says what is wrong with a feature spec, or what it computes and keeps. */
@Command(
    name = "spec",
    mixinStandardHelpOptions = true,
    description = "Checks or explains a feature spec.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:the spec compiles", "2:it does not; every problem is listed"})
public final class SpecCommand implements Runnable {
  @Spec private @Nullable CommandSpec command;

  /** For picocli. */
  public SpecCommand() {}

  /** Without a subcommand there is nothing to do. */
  @Override
  public void run() {
    CommandSpec own = java.util.Objects.requireNonNull(command, "set by picocli");
    throw new ParameterException(own.commandLine(), "Missing: check or explain");
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Compiles a spec and lists every problem with line and column.")
  int check(
      @Parameters(paramLabel = "FILE", description = SPEC) String file,
      @Option(names = "--schema", paramLabel = "SCHEMA", description = SCHEMA)
          @Nullable String schema) {
    FeatureSpec spec = NamedInputs.spec(file, Optional.ofNullable(schema));
    PrintWriter out = Output.of(command);
    out.println("Compiles: " + spec.name() + " " + spec.version());
    out.println(Explanation.of(spec).totals());
    out.println("spec_hash " + spec.specHash());
    out.println("layout_hash " + spec.layoutHash());
    out.flush();
    return 0;
  }

  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = "Shows a spec's features, what they mean, and the state they need.")
  int explain(
      @Parameters(paramLabel = "FILE", description = SPEC) String file,
      @Option(names = "--schema", paramLabel = "SCHEMA", description = SCHEMA)
          @Nullable String schema) {
    FeatureSpec spec = NamedInputs.spec(file, Optional.ofNullable(schema));
    PrintWriter out = Output.of(command);
    out.print(Explanation.of(spec).text());
    out.flush();
    return 0;
  }

  private static final String SPEC =
      "The feature spec, or cards or mall-cashout for a built-in one.";
  private static final String SCHEMA =
      "The schema: cards, mall or a file. Without it, the built-in one that the spec names.";
}
