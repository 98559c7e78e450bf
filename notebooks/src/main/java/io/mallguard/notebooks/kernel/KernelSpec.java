package io.mallguard.notebooks.kernel;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.notebooks.engine.ClassPath;
import io.mallguard.notebooks.run.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells Jupyter how to start the kernel: with the Java and the class path of this process. */
public final class KernelSpec {
  /** Name of the kernel in notebook files. */
  public static final String NAME = "mallguard";

  private static final int NATIVE_ACCESS_SINCE = 24;

  private KernelSpec() {}

  /**
   * Where Jupyter looks for the kernels of the user who asks.
   *
   * @param environment the environment, of which JUPYTER_DATA_DIR and APPDATA count
   * @param system name of the operating system, as {@code os.name} has it
   * @param home the user's home folder
   */
  public static Path userFolder(Map<String, String> environment, String system, Path home) {
    String data = environment.get("JUPYTER_DATA_DIR");
    if (data != null && !data.isEmpty()) {
      return Path.of(data, "kernels");
    }
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return home.resolve(Path.of("Library", "Jupyter", "kernels"));
    }
    if (name.startsWith("windows")) {
      String roaming = environment.getOrDefault("APPDATA", home.resolve("AppData") + "");
      return Path.of(roaming, "jupyter", "kernels");
    }
    return home.resolve(Path.of(".local", "share", "jupyter", "kernels"));
  }

  /**
   * Writes the kernel's folder below a folder of kernels, over an earlier one.
   *
   * @param mainClass whose command {@code kernel FILE} serves a session
   * @return the file written
   */
  public static Path install(Path kernels, Class<?> mainClass) throws IOException {
    Path folder = Files.createDirectories(kernels.resolve(NAME));
    Path file = folder.resolve("kernel.json");
    String json = json(mainClass.getName()).toPrettyString() + "\n";
    AtomicFile.write(file, json.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  private static ObjectNode json(String mainClass) {
    ObjectNode json = JsonMapper.builder().build().createObjectNode();
    ArrayNode arguments = json.putArray("argv");
    arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    flags().forEach(arguments::add);
    String classPath =
        ClassPath.current().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    arguments.add("-cp").add(classPath).add(mainClass).add("kernel").add("{connection_file}");
    json.put("display_name", "mallguard (Java)").put("language", "java");
    json.put("interrupt_mode", "message");
    json.putObject("env").put("OMP_WAIT_POLICY", "PASSIVE");
    return json;
  }

  private static List<String> flags() {
    List<String> always = List.of("-Djava.awt.headless=true", "-Djdk.serialFilter=!*");
    return Runtime.version().feature() < NATIVE_ACCESS_SINCE
        ? always
        : List.of(always.get(0), always.get(1), "--enable-native-access=ALL-UNNAMED");
  }
}
