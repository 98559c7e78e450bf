package io.mallguard.training.model;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.util.Pair;
import io.mallguard.scoring.model.CompiledModels;
import io.mallguard.scoring.model.IsolationForest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.anomaly.Event;
import org.tribuo.impl.ModelDataCarrier;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.provenance.ModelProvenance;

/**
 * An isolation forest as a Tribuo model: columns by Tribuo's feature ids, an absent feature is
 * missing. Above 0.5, the score of an ordinary row, a row is called anomalous. Immutable.
 */
public final class IsolationForestModel extends Model<Event> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 0;
  private static final double ORDINARY = 0.5;

  private final transient IsolationForest forest;

  IsolationForestModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<Event> outputs,
      IsolationForest forest) {
    super(name, provenance, features, outputs, false);
    if (forest.inputCount() != features.size()) {
      throw new IllegalArgumentException(
          "columns " + forest.inputCount() + ", must be " + features.size());
    }
    this.forest = forest;
  }

  /** The forest over Tribuo's feature ids. */
  IsolationForest forest() {
    return forest;
  }

  @Override
  public Prediction<Event> predict(Example<Event> example) {
    double score = forest.score(IsolationForestTrainer.row(example, featureIDMap));
    Event.EventType type = score > ORDINARY ? Event.EventType.ANOMALOUS : Event.EventType.EXPECTED;
    return new Prediction<>(new Event(type, score), example.size(), example);
  }

  /** Empty: path lengths add up over trees, not over columns. */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int count) {
    return Map.of();
  }

  /** Empty, see {@link #getTopFeatures}. */
  @Override
  public Optional<Excuse<Event>> getExcuse(Example<Event> example) {
    return Optional.empty();
  }

  @Override
  protected IsolationForestModel copy(String newName, ModelProvenance newProvenance) {
    return new IsolationForestModel(newName, newProvenance, featureIDMap, outputIDInfo, forest);
  }

  /*
   * The message is a BytesValue, so that no generated code is needed: Tribuo's model data
   * (length-delimited protobuf), then the forest in its compiled form with magic and checksum.
   */
  @Override
  public ModelProto serialize() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      createDataCarrier().serialize().writeDelimitedTo(bytes);
      bytes.write(CompiledModels.write(forest));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ModelProto.newBuilder()
        .setClassName(IsolationForestModel.class.getName())
        .setVersion(VERSION)
        .setSerializedData(Any.pack(BytesValue.of(ByteString.copyFrom(bytes.toByteArray()))))
        .build();
  }

  /**
   * Reads what {@link #serialize} wrote; Tribuo calls it by name.
   *
   * @throws InvalidProtocolBufferException if it is no such message
   */
  public static IsolationForestModel deserializeFromProto(
      int version, String className, Any message) throws InvalidProtocolBufferException {
    if (version != VERSION || !IsolationForestModel.class.getName().equals(className)) {
      throw new IllegalArgumentException(
          className + " version " + version + ", must be IsolationForestModel version " + VERSION);
    }
    ByteArrayInputStream bytes =
        new ByteArrayInputStream(message.unpack(BytesValue.class).getValue().toByteArray());
    try {
      ModelDataCarrier<?> data =
          ModelDataCarrier.deserialize(ModelDataProto.parseDelimitedFrom(bytes));
      return of(data, bytes.readAllBytes());
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
  }

  private static IsolationForestModel of(ModelDataCarrier<?> data, byte[] forest) {
    if (!(CompiledModels.read(forest) instanceof IsolationForest read)) {
      throw new IllegalArgumentException("another compiled model, must be an isolation forest");
    }
    if (!(data.outputDomain().getOutput(0) instanceof Event)) {
      throw new IllegalArgumentException("another output type, must be anomaly events");
    }
    @SuppressWarnings("unchecked") // The outputs were just found to be events.
    ImmutableOutputInfo<Event> outputs = (ImmutableOutputInfo<Event>) data.outputDomain();
    return new IsolationForestModel(
        data.name(), data.provenance(), data.featureDomain(), outputs, read);
  }

  /* Java serialisation would lose the forest; Tribuo's own form is protobuf. */
  private void writeObject(ObjectOutputStream out) throws IOException {
    throw new NotSerializableException(IsolationForestModel.class.getName() + ", use serialize()");
  }
}
