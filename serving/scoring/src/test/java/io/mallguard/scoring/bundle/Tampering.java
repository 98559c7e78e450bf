package io.mallguard.scoring.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.Digests;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;

/** What accidents and attackers do to a bundle, and what the reader says then. */
final class Tampering {
  private Tampering() {}

  static List<Problem> problemsOf(Path bundle) {
    try {
      BundleReader.read(bundle);
    } catch (InvalidInputException e) {
      return e.problems();
    }
    return Assertions.fail("the bundle was read");
  }

  static Set<BundleFault> faultsOf(Path bundle) {
    return BundleFault.among(problemsOf(bundle));
  }

  /** Changes the manifest and seals it again, as an attacker would. */
  static void forgeManifest(Path bundle, Consumer<ObjectNode> change) throws IOException {
    Path file = bundle.resolve(BundleFile.MANIFEST);
    ObjectNode json = (ObjectNode) StrictJson.read(Files.readAllBytes(file));
    json.remove("checksum");
    change.accept(json);
    Files.write(file, ManifestSeal.sealed(json));
  }

  /** Changes a file and the manifest with it. */
  static void forge(Path bundle, BundleFile file, byte[] content) throws IOException {
    Files.write(bundle.resolve(file.path()), content);
    forgeManifest(
        bundle,
        json ->
            ((ObjectNode) json.path("files").path(file.path()))
                .put("bytes", content.length)
                .put("sha256", Digests.sha256Hex(content)));
  }

  static void forge(Path bundle, BundleFile file, String content) throws IOException {
    forge(bundle, file, content.getBytes(StandardCharsets.UTF_8));
  }
}
