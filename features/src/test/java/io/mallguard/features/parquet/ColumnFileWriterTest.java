package io.mallguard.features.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnFileWriterTest {
  private static final Column SEQUENCE = Column.required("sequence", Column.Kind.LONG);
  private static final Column LABEL = Column.optional("label", Column.Kind.BOOL);
  private static final Column TYPE = Column.required("type", Column.Kind.TEXT);
  private static final Column ID = Column.required("id", Column.Kind.TEXT);
  private static final Column FEW = Column.optional("few", Column.Kind.REAL);
  private static final Column MANY = Column.optional("many", Column.Kind.REAL);
  private static final Column GROWING = Column.optional("growing", Column.Kind.REAL);
  private static final List<Column> COLUMNS =
      List.of(SEQUENCE, LABEL, TYPE, ID, FEW, MANY, GROWING);
  private static final List<String> WORDS = List.of("order", "refund", "payout");

  private final Path file;
  private final SplittableRandom random = new SplittableRandom(5);

  ColumnFileWriterTest(@TempDir Path temp) {
    this.file = temp.resolve("t.parquet");
  }

  /** Pages, row groups, dictionaries that fill up half-way, missing values, all in one. */
  @Test
  void whatIsWrittenByColumnsIsReadByRows() throws IOException {
    int[] groups = {1, 200_000, 65_536, 7};
    Data data = new Data(265_544);
    try (ColumnEncoder encoder = new ColumnEncoder();
        ColumnFileWriter out = ColumnFileWriter.create(file, COLUMNS, Map.of("k", "v"))) {
      int from = 0;
      for (int rows : groups) {
        out.write(data.encode(encoder, from, rows));
        from += rows;
      }
      assertThat(out.rowCount()).isEqualTo(data.count);
      out.commit();
    }
    try (TableReader in = TableReader.open(file, COLUMNS)) {
      assertThat(in.rowCount()).isEqualTo(data.count);
      assertThat(in.properties()).containsEntry("k", "v");
      for (int i = 0; i < data.count; i++) {
        assertThat(in.advance()).isTrue();
        data.check(in, i);
      }
      assertThat(in.advance()).isFalse();
    }
  }

  private final class Data {
    final int count;
    final long[] sequences;
    final byte[] labels;
    final byte[] types;
    final double[] few;
    final double[] many;
    final double[] growing;

    Data(int count) {
      this.count = count;
      sequences = random.longs(count).toArray();
      labels = new byte[count];
      types = new byte[count];
      few = new double[count];
      many = new double[count];
      growing = new double[count];
      for (int i = 0; i < count; i++) {
        labels[i] = (byte) (random.nextInt(3) - 1);
        types[i] = (byte) random.nextInt(3);
        few[i] = random.nextInt(9) == 0 ? Double.NaN : random.nextInt(20) / 4.0 - 1;
        many[i] = random.nextInt(9) == 0 ? Double.NaN : random.nextDouble();
        growing[i] = i < 60_000 ? 3 : random.nextInt(3) == 0 ? random.nextDouble() : 0;
      }
    }

    List<EncodedColumn> encode(ColumnEncoder encoder, int from, int rows) {
      TextBlock ids = new TextBlock();
      for (int i = from; i < from + rows; i++) {
        ids.add("id" + sequences[i]);
      }
      int to = from + rows;
      return List.of(
          encoder.longs(SEQUENCE, java.util.Arrays.copyOfRange(sequences, from, to), rows),
          encoder.bools(LABEL, java.util.Arrays.copyOfRange(labels, from, to), rows),
          encoder.texts(TYPE, WORDS, java.util.Arrays.copyOfRange(types, from, to), rows),
          encoder.texts(ID, ids),
          encoder.reals(FEW, java.util.Arrays.copyOfRange(few, from, to), rows),
          encoder.reals(MANY, java.util.Arrays.copyOfRange(many, from, to), rows),
          encoder.reals(GROWING, java.util.Arrays.copyOfRange(growing, from, to), rows));
    }

    void check(TableReader in, int i) {
      if (in.number(0) != sequences[i]
          || (in.has(1) ? in.number(1) : -1) != labels[i]
          || !WORDS.get(types[i]).equals(in.text(2))
          || !("id" + sequences[i]).equals(in.text(3))
          || Double.compare(in.real(4), few[i]) != 0
          || Double.compare(in.real(5), many[i]) != 0
          || Double.compare(in.real(6), growing[i]) != 0) {
        throw new AssertionError("row " + i + " was read back otherwise");
      }
    }
  }
}
