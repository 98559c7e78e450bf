package io.mallguard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.RuntimeVersion;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.types.SimpleType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.Model;

/** Libraries that share class path and wire format, and those that must stay off it. */
final class LibrariesTest {
  @Test
  void tribuoAndCelWorkWithTheSameProtobuf() throws Exception {
    assertThat(RuntimeVersion.MAJOR + "." + RuntimeVersion.MINOR).isEqualTo("4.35");
    TrainingRows rows = SyntheticRows.of(500, 1);
    byte[] bytes = new LogisticRecipe(1, 1, 1).train(rows, 1, 1).tribuoBytes();
    assertThat(Model.deserializeFromStream(new ByteArrayInputStream(bytes))).isNotNull();
    Cel cel = CelFactory.plannerCelBuilder().addVar("amount", SimpleType.INT).build();
    assertThat(cel.compile("amount > 100").hasError()).isFalse();
    assertThat(cel.compile("amount > 'x'").getErrorString()).contains("1:8");
  }

  /** Tribuo's liblinear models call an unfiltered readObject while loading. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.tribuo.common.liblinear.LibLinearModel",
        "org.tribuo.common.libsvm.LibSVMModel",
        "de.bwaldvogel.liblinear.Linear",
        "libsvm.svm"
      })
  void librariesThatDeserialiseJavaObjectsAreAbsent(String name) {
    assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void bytesThatAreNoModelAreRefused() {
    assertThatThrownBy(
            () -> Model.deserializeFromStream(new ByteArrayInputStream(new byte[] {1, 2, 3})))
        .isInstanceOf(IOException.class);
  }
}
