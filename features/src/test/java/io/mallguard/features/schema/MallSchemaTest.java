package io.mallguard.features.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.ReferenceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MallSchemaTest {
  private static final Path PAGE = Path.of("..", "docs", "mall-schema.md");

  private final EventSchema schema = Schemas.builtIn("mall");

  @Test
  void thePageSaysWhatTheSchemaSays() throws IOException {
    String page = SchemaPage.of(schema, Schemas.schemaText("mall"));
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("write it anew with -Dgolden.write=true").hasContent(page);
  }

  @Test
  void canonicalFormReadsBackToItself() {
    EventSchema again = SchemaReader.parse(schema.canonical(), "canonical");
    assertThat(again.hash()).isEqualTo(schema.hash());
    assertThat(again.eventTypes()).hasSameSizeAs(schema.eventTypes());
  }

  @Test
  void ordersRefundsTransfersAndPayoutsAreScoredAndJudged() {
    assertThat(schema.eventTypes().stream().filter(EventType::scored))
        .extracting(EventType::name)
        .containsExactly("order", "refund", "transfer", "payout");
    assertThat(schema.eventTypes().stream().filter(EventType::scored))
        .allMatch(type -> type.markedField("fraud").isPresent());
    assertThat(schema.eventTypes().stream().filter(EventType::hasSubject))
        .extracting(EventType::subject)
        .containsExactly("order", "refund", "transfer", "payout");
  }

  @Test
  void benfordsLawAddsUp() {
    ReferenceTable law = schema.table("benford2").orElseThrow();
    double sum = IntStream.range(0, law.size()).mapToDouble(i -> law.value(i, 0)).sum();
    assertThat(sum).isBetween(0.9999, 1.0001);
  }
}
