package io.mallguard.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFuzzTest {
  private static final long SEED = 20180724;
  private static final int FLIPS_PER_FILE = 100;
  private static final int SEALED_FLIPS_PER_FILE = 40;

  @TempDir Path folder = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void write() throws IOException {
    bundle = folder.resolve("cards-1");
    ExampleBundle.writeTo(bundle);
  }

  @Test
  void everyTruncationOfEveryFileIsRefused() throws IOException {
    int tried = 0;
    for (String path : paths()) {
      Path file = bundle.resolve(path);
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThat(Tampering.faultsOf(bundle))
            .as("%s cut to %d bytes", path, length)
            .isSubsetOf(BundleFault.TRUNCATED, BundleFault.ALTERED)
            .hasSize(1);
        tried++;
      }
      Files.write(file, whole);
    }
    assertThat(tried).isGreaterThan(2000);
    BundleReader.read(bundle);
  }

  @Test
  void everyFlippedBitIsRefused() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    Set<BundleFault> seen = EnumSet.noneOf(BundleFault.class);
    for (String path : paths()) {
      Path file = bundle.resolve(path);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < FLIPS_PER_FILE; i++) {
        int bit = random.nextInt(whole.length * 8);
        byte[] flipped = whole.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        Files.write(file, flipped);
        Set<BundleFault> faults = Tampering.faultsOf(bundle);
        assertThat(faults).as("%s, bit %d, seed %d", path, bit, SEED).isNotEmpty();
        seen.addAll(faults);
      }
      Files.write(file, whole);
    }
    assertThat(seen).contains(BundleFault.ALTERED);
    BundleReader.read(bundle);
  }

  /** The digests are right here: the parsers behind them must stand alone. */
  @Test
  void everyFlippedBitThatSomebodySealedIsReadOrRefusedInWords() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    for (BundleFile part : BundleFile.values()) {
      byte[] whole = Files.readAllBytes(bundle.resolve(part.path()));
      for (int i = 0; i < SEALED_FLIPS_PER_FILE; i++) {
        byte[] flipped = whole.clone();
        int bit = random.nextInt(whole.length * 8);
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        Tampering.forge(bundle, part, flipped);
        refused += isRefused(part, bit) ? 1 : 0;
      }
      Tampering.forge(bundle, part, whole);
    }
    assertThat(refused).isGreaterThan(BundleFile.values().length);
    BundleReader.read(bundle);
  }

  private boolean isRefused(BundleFile part, int bit) {
    try {
      BundleReader.read(bundle);
      return false;
    } catch (InvalidInputException e) {
      assertThat(BundleFault.among(e.problems())).as("%s, bit %d", part, bit).isNotEmpty();
      return true;
    }
  }

  private static List<String> paths() {
    List<String> paths = new ArrayList<>(List.of(BundleFile.MANIFEST));
    for (BundleFile file : BundleFile.values()) {
      paths.add(file.path());
    }
    return paths;
  }
}
