package io.mallguard.notebooks.command;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.notebooks.engine.ClassPath;
import io.mallguard.notebooks.run.Notebook;
import io.mallguard.notebooks.run.NotebookRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs notebooks and writes their outputs into their files. */
@Command(
    name = "run",
    description = "Runs every cell of notebooks and writes what they show into their files.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Notebooks to run; all of the project's notebooks folder if none is named.")
  private List<Path> files = List.of();

  @Option(
      names = "--cell-timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "Stop a cell that runs longer (default: ${DEFAULT-VALUE}).")
  private long cellTimeoutSeconds;

  /** Made by picocli. */
  public RunCommand() {}

  @Override
  public Integer call() throws IOException {
    NotebookRunner runner =
        new NotebookRunner(ClassPath.current(), Duration.ofSeconds(cellTimeoutSeconds), System.out);
    /* All files are read before the first is run, so that a wrong name costs no time. */
    Map<Path, Notebook> notebooks = new LinkedHashMap<>();
    for (Path file : files.isEmpty() ? all() : files) {
      notebooks.put(file, read(file));
    }
    for (Map.Entry<Path, Notebook> entry : notebooks.entrySet()) {
      Path file = entry.getKey();
      System.out.println("running " + file);
      runner.run(entry.getValue(), file.getFileName().toString()).write(file);
    }
    return 0;
  }

  private static Notebook read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw InvalidInputException.of(
          file.toString(), new Problem(file.toString(), "no_file", "", "a notebook file"));
    }
    return Notebook.read(file);
  }

  private static List<Path> all() throws IOException {
    Path folder = Path.of(System.getProperty("mallguard.root", "."), "notebooks");
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
    }
  }
}
