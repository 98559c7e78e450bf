package io.mallguard.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The serve command in a process of its own. */
final class ChildService implements AutoCloseable {
  private static final String READY = "Ready: http://127.0.0.1:";
  private final Process process;
  private final int port;

  private ChildService(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it and waits until it is ready. */
  static ChildService start(Path bundle, Path data, String... more) throws IOException {
    Process process =
        process("serve", bundle, data, more)
            .redirectError(data.resolveSibling("serve.err").toFile())
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        return new ChildService(process, Integer.parseInt(line.substring(READY.length())));
      }
    }
    throw new IllegalStateException(
        "serve ended: " + java.nio.file.Files.readString(data.resolveSibling("serve.err")));
  }

  private static ProcessBuilder process(String command, Path bundle, Path data, String... more) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djdk.serialFilter=!*"));
    line.addAll(List.of("-cp", classPath, "io.mallguard.service.command.Main", command));
    line.addAll(List.of("--bundle", bundle.toString(), "--data-dir", data.toString()));
    line.addAll(List.of("--port", "0"));
    line.addAll(List.of(more));
    return new ProcessBuilder(line);
  }

  int port() {
    return port;
  }

  /** SIGKILL: nothing can be finished. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
