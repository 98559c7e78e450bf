package io.mallguard.service.decisions;

import io.mallguard.features.graph.CyclePayment;
import io.mallguard.features.graph.MoneyCycle;
import io.mallguard.scoring.Score;
import io.mallguard.scoring.decision.Decision;
import io.mallguard.scoring.decision.PolicyOutcome;
import io.mallguard.scoring.decision.PolicyOutcome.DecidedBy;
import io.mallguard.scoring.decision.PolicyOutcome.Measure;
import io.mallguard.scoring.decision.RiskLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The bytes of a decision record, big endian; text as in {@link DataOutputStream#writeUTF}:
 *
 * <pre>
 * version (1) = 3
 * sequence (8)  occurred_at (8)  observed_at (8)  fold_time (8)  type (text)  event id (text)
 * columns (2)  row (8 each)  row hash (8)
 * raw (8)  probability (8)  anomaly (8)
 * decision  decided by kind  decided by id  policy version  risk level (text)
 * measures (1)  per measure: name (text)  hours (4)
 * model name  model version  bundle sha256  spec hash (text)
 * insufficient columns (2)  column (2 each)  clamped (1)  truncated (1)
 * payments of the cycle (1)  if any: closing amount (8)  duration (8)  per payment:
 *   sequence (8)  fold time (8)  payer (8)  payee (8)  amount (8)  tag (8)
 * </pre>
 *
 * Still read are version 2, which ends before the cycle, and version 1, before {@code truncated}.
 */
public final class DecisionBytes {
  private static final int VERSION = 3;
  private static final int TYPICAL_BYTES = 600;

  private DecisionBytes() {}

  /** The bytes of a record. */
  public static byte[] write(DecisionRecord decision) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writeEvent(decision.event(), out);
      writeRow(decision, out);
      writeJudgement(decision, out);
      writeCycle(decision.cycle(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeEvent(DecidedEvent event, DataOutputStream out) throws IOException {
    out.writeLong(event.sequence());
    out.writeLong(event.occurredAtMillis());
    out.writeLong(event.observedAtMillis());
    out.writeLong(event.foldTimeMillis());
    out.writeUTF(event.eventType());
    out.writeUTF(event.eventId());
  }

  private static void writeRow(DecisionRecord decision, DataOutputStream out) throws IOException {
    out.writeShort(decision.row().length);
    for (double value : decision.row()) {
      out.writeLong(Double.doubleToRawLongBits(value));
    }
    out.writeLong(decision.rowHash());
  }

  private static void writeJudgement(DecisionRecord decision, DataOutputStream out)
      throws IOException {
    Score score = decision.score();
    out.writeDouble(score.rawLogOdds());
    out.writeDouble(score.probability());
    out.writeDouble(score.anomalyScore());
    writeOutcome(decision.outcome(), out);
    Versions versions = decision.versions();
    out.writeUTF(versions.modelName());
    out.writeUTF(versions.modelVersion());
    out.writeUTF(versions.bundleSha256());
    out.writeUTF(versions.specHash());
    out.writeShort(decision.insufficientHistory().size());
    for (int column : decision.insufficientHistory()) {
      out.writeShort(column);
    }
    out.writeBoolean(decision.clamped());
    out.writeBoolean(decision.truncated());
  }

  private static void writeCycle(Optional<MoneyCycle> cycle, DataOutputStream out)
      throws IOException {
    out.writeByte(cycle.map(c -> c.payments().size()).orElse(0));
    if (cycle.isPresent()) {
      out.writeLong(cycle.get().closingMinor());
      out.writeLong(cycle.get().durationMillis());
      for (CyclePayment payment : cycle.get().payments()) {
        out.writeLong(payment.sequence());
        out.writeLong(payment.foldTimeMillis());
        out.writeLong(payment.payerKey());
        out.writeLong(payment.payeeKey());
        out.writeLong(payment.amountMinor());
        out.writeLong(payment.tag());
      }
    }
  }

  private static void writeOutcome(PolicyOutcome outcome, DataOutputStream out) throws IOException {
    out.writeUTF(outcome.decision().word());
    out.writeUTF(outcome.decidedBy().kind());
    out.writeUTF(outcome.decidedBy().id());
    out.writeUTF(outcome.policyVersion());
    out.writeUTF(outcome.riskLevel().word());
    out.writeByte(outcome.measures().size());
    for (Measure measure : outcome.measures()) {
      out.writeUTF(measure.measure());
      out.writeInt(measure.hours());
    }
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if the bytes are not one, or of a newer version
   */
  public static DecisionRecord read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version < 1 || version > VERSION) {
        throw new IllegalArgumentException(
            "decision record of version " + version + ", must be 1 to " + VERSION);
      }
      DecisionRecord decision = readBody(in, version);
      if (in.read() >= 0) {
        throw new IllegalArgumentException("decision record has bytes after its end");
      }
      return decision;
    } catch (IOException e) {
      throw new IllegalArgumentException("decision record is cut short or damaged", e);
    }
  }

  private static DecisionRecord readBody(DataInputStream in, int version) throws IOException {
    long sequence = in.readLong();
    long occurredAtMillis = in.readLong();
    long observedAtMillis = in.readLong();
    long foldTimeMillis = in.readLong();
    DecidedEvent event =
        new DecidedEvent(
            sequence,
            in.readUTF(),
            in.readUTF(),
            occurredAtMillis,
            observedAtMillis,
            foldTimeMillis);
    double[] row = readRow(in);
    Score score = new Score(in.readDouble(), in.readDouble(), in.readDouble());
    PolicyOutcome outcome = readOutcome(in);
    Versions versions = new Versions(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
    List<Integer> insufficient = readColumns(in);
    boolean clamped = in.readBoolean();
    boolean truncated = version > 1 && in.readBoolean();
    Optional<MoneyCycle> cycle = version > 2 ? readCycle(in) : Optional.empty();
    return new DecisionRecord(
        event, row, score, outcome, versions, insufficient, clamped, truncated, cycle);
  }

  private static Optional<MoneyCycle> readCycle(DataInputStream in) throws IOException {
    int count = in.readUnsignedByte();
    if (count == 0) {
      return Optional.empty();
    }
    long closingMinor = in.readLong();
    long durationMillis = in.readLong();
    List<CyclePayment> payments = new ArrayList<>();
    while (payments.size() < count) {
      payments.add(
          new CyclePayment(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong()));
    }
    return Optional.of(new MoneyCycle(payments, closingMinor, durationMillis));
  }

  private static PolicyOutcome readOutcome(DataInputStream in) throws IOException {
    Decision decision = Decision.valueOf(in.readUTF().toUpperCase(Locale.ROOT));
    DecidedBy decidedBy = new DecidedBy(in.readUTF(), in.readUTF());
    String policyVersion = in.readUTF();
    RiskLevel riskLevel = RiskLevel.valueOf(in.readUTF().toUpperCase(Locale.ROOT));
    List<Measure> measures = new ArrayList<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      measures.add(new Measure(in.readUTF(), in.readInt()));
    }
    return new PolicyOutcome(decision, decidedBy, policyVersion, measures, riskLevel);
  }

  private static double[] readRow(DataInputStream in) throws IOException {
    double[] row = new double[in.readUnsignedShort()];
    for (int i = 0; i < row.length; i++) {
      row[i] = Double.longBitsToDouble(in.readLong());
    }
    if (in.readLong() != DecisionRecord.rowHash(row)) {
      throw new IllegalArgumentException("decision record's row does not match its hash");
    }
    return row;
  }

  private static List<Integer> readColumns(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(in.readUnsignedShort());
    }
    return columns;
  }
}
