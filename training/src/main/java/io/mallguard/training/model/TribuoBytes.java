package io.mallguard.training.model;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.RootProvenanceProto;
import com.oracle.labs.mlrg.olcut.config.protobuf.protos.SimpleProvenanceProto;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import java.time.Instant;
import java.time.ZoneOffset;
import org.tribuo.Model;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.common.xgboost.protos.XGBoostModelProto;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;

/**
 * Tribuo models as protobuf whose bytes depend on rows, recipe and seed alone: Tribuo writes the
 * wall clock of the training into the provenance, here the end of the training period stands in its
 * place. Tribuo reads the result like any other model.
 */
final class TribuoBytes {
  private TribuoBytes() {}

  static byte[] write(Model<?> model, Instant until) {
    ModelProto proto = model.serialize();
    try {
      return proto.toBuilder()
          .setSerializedData(Any.pack(dated(proto.getSerializedData(), until)))
          .build()
          .toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("Tribuo wrote a model that it can't read", e);
    }
  }

  private static Message dated(Any data, Instant until) throws InvalidProtocolBufferException {
    if (data.is(XGBoostModelProto.class)) {
      XGBoostModelProto model = data.unpack(XGBoostModelProto.class);
      return model.toBuilder().setMetadata(dated(model.getMetadata(), until)).build();
    }
    if (data.is(TreeModelProto.class)) {
      TreeModelProto model = data.unpack(TreeModelProto.class);
      return model.toBuilder().setMetadata(dated(model.getMetadata(), until)).build();
    }
    ClassificationLinearSGDProto model = data.unpack(ClassificationLinearSGDProto.class);
    return model.toBuilder().setMetadata(dated(model.getMetadata(), until)).build();
  }

  private static ModelDataProto dated(ModelDataProto metadata, Instant until) {
    String time = until.atOffset(ZoneOffset.UTC).toString();
    RootProvenanceProto.Builder provenance = metadata.getProvenance().toBuilder();
    for (int i = 0; i < provenance.getSmpCount(); i++) {
      SimpleProvenanceProto one = provenance.getSmp(i);
      if (one.getProvenanceClassName().equals(DateTimeProvenance.class.getName())) {
        provenance.setSmp(i, one.toBuilder().setValue(time));
      }
    }
    return metadata.toBuilder().setProvenance(provenance).build();
  }
}
