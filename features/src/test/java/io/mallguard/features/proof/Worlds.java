package io.mallguard.features.proof;

import io.mallguard.features.proof.World.Computed;
import io.mallguard.features.proof.World.EventKind;
import io.mallguard.features.proof.World.FieldModel;
import io.mallguard.features.proof.World.Lane;
import io.mallguard.features.proof.World.ListModel;
import io.mallguard.features.proof.World.LookUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pool of schemas: cards, alarms, a mall. */
final class Worlds {
  private static final List<String> VERDICTS = List.of("legit", "fraud");
  private static final Expr FRAUD =
      Expr.binary(Expr.name("verdict"), "==", Expr.word(new Names.Word("fraud", 1)));

  private Worlds() {}

  static final World CARDS =
      new World(
          "cards",
          List.of("customer", "terminal"),
          List.of(
              scored(
                  "transaction",
                  8,
                  "transaction_id",
                  List.of(
                      id("transaction_id", "+transaction"),
                      entity("customer_id", "customer"),
                      entity("terminal_id", "terminal"),
                      money("amount_minor"),
                      optional(words("channel", "pos", "web", "atm")),
                      optional(bool("is_foreign")),
                      optional(integer("attempts")))),
              label("transaction", List.of(words("verdict", VERDICTS.toArray(new String[0]))))),
          Map.of(),
          List.of(),
          List.of(
              lane("customer", "transaction"),
              lane("terminal", "transaction"),
              lane("customer", "label"),
              lane("terminal", "label"),
              new Lane(List.of("customer", "terminal"), List.of("transaction"), "", ""),
              new Lane(List.of("customer", "channel"), List.of("transaction"), "", "")),
          Map.of());

  static final World ALARMS =
      new World(
          "alarms",
          List.of("sensor", "site"),
          List.of(
              scored(
                  "alarm",
                  6,
                  "",
                  List.of(
                      entity("sensor_id", "sensor"),
                      optional(entity("site_id", "site")),
                      words("severity", "low", "mid", "high"),
                      optional(integer("reading")),
                      optional(bool("is_tamper")))),
              plain(
                  "visit",
                  2,
                  "",
                  List.of(
                      entity("sensor_id", "sensor"),
                      optional(entity("site_id", "site")),
                      optional(integer("reading")),
                      bool("is_repair")))),
          Map.of(),
          List.of(),
          List.of(
              lane("sensor", "alarm"),
              lane("site", "alarm"),
              lane("sensor", "visit"),
              new Lane(List.of("sensor"), List.of("alarm", "visit"), "", ""),
              new Lane(List.of("site"), List.of("visit", "alarm"), "", ""),
              new Lane(List.of("site", "severity"), List.of("alarm"), "", "")),
          Map.of());

  static final World MALL = MallWorld.create();

  static final List<World> ALL = List.of(CARDS, ALARMS, MALL);

  static EventKind scored(String name, int weight, String idField, List<FieldModel> fields) {
    return new EventKind(
        name,
        weight,
        true,
        idField,
        fields,
        List.of(),
        List.of(),
        name.equals("transaction") ? "fraud" : "",
        name.equals("transaction") ? "label" : "",
        "",
        Optional.empty());
  }

  static EventKind plain(String name, int weight, String idField, List<FieldModel> fields) {
    return new EventKind(
        name, weight, false, idField, fields, List.of(), List.of(), "", "", "", Optional.empty());
  }

  static EventKind label(String subject, List<FieldModel> fields) {
    List<FieldModel> all = new ArrayList<>(fields);
    all.add(id("subject_id", subject));
    all.add(optional(id("supersedes", "")));
    return new EventKind(
        "label", 4, false, "", all, List.of(), List.of(), "", "", subject, Optional.of(FRAUD));
  }

  static Lane lane(String key, String event) {
    return new Lane(List.of(key), List.of(event), "", "");
  }

  static FieldModel id(String name, String from) {
    return new FieldModel(name, "id", "", List.of(), false, from);
  }

  static FieldModel entity(String name, String entity) {
    return new FieldModel(name, "entity", entity, List.of(), false, entity);
  }

  static FieldModel money(String name) {
    return new FieldModel(name, "money", "", List.of(), false, "");
  }

  static FieldModel integer(String name) {
    return new FieldModel(name, "integer", "", List.of(), false, "");
  }

  static FieldModel bool(String name) {
    return new FieldModel(name, "bool", "", List.of(), false, "");
  }

  static FieldModel words(String name, String... words) {
    return new FieldModel(name, "enum", "", List.of(words), false, "");
  }

  static FieldModel optional(FieldModel field) {
    return new FieldModel(
        field.name(), field.kind(), field.entity(), field.words(), true, field.from());
  }

  /** The mall: look-ups, chains, roles, lists, computed fields. */
  private static final class MallWorld {
    private static final FieldModel GOODS_KIND =
        words("goods_kind", "physical", "virtual_code", "gift_card");
    private static final FieldModel CATEGORY = words("category", "food", "toys", "phones");

    static World create() {
      return new World(
          "mall",
          List.of("buyer", "shop", "device", "account", "item"),
          types(),
          Map.of(
              "transfer",
              Map.of("account/from", "from_account_id", "account/to", "to_account_id"),
              "refund",
              Map.of("buyer", "order.buyer_id", "shop", "order.shop_id"),
              "redeemed",
              Map.of("buyer", "order.buyer_id")),
          lookUps(),
          lanes(),
          Map.of(
              "order",
              List.of(path("shop", CATEGORY)),
              "refund",
              List.of(
                  path("order", money("amount_minor")),
                  path("order", GOODS_KIND),
                  path("order", entity("shop_id", "shop")),
                  path("verdict", words("verdict", VERDICTS.toArray(new String[0]))),
                  path("shop", CATEGORY)),
              "scan",
              List.of(path("parcel", integer("weight_gram")), path("order", money("amount_minor"))),
              "redeemed",
              List.of(path("order", money("amount_minor")), path("order", GOODS_KIND)),
              "label",
              List.of(path("order", money("amount_minor")))));
    }

    private static FieldModel path(String lookUp, FieldModel field) {
      return new FieldModel(
          lookUp + "." + field.name(), field.kind(), field.entity(), field.words(), true, "");
    }

    private static List<EventKind> types() {
      return List.of(
          order(),
          scored(
              "refund",
              3,
              "refund_id",
              List.of(
                  id("refund_id", "+refund"),
                  id("order_id", "order"),
                  money("amount_minor"),
                  optional(entity("item_id", "item")))),
          scored(
              "transfer",
              3,
              "transfer_id",
              List.of(
                  id("transfer_id", "+transfer"),
                  entity("from_account_id", "account"),
                  entity("to_account_id", "account"),
                  money("amount_minor"))),
          shop("shop_opened"),
          shop("shop_changed"),
          shipped(),
          plain(
              "scan",
              2,
              "",
              List.of(id("tracking_id", "tracking"), optional(id("order_id", "order")))),
          plain("redeemed", 2, "", List.of(id("card_id", "card"), money("amount_minor"))),
          label(
              "order",
              List.of(
                  words("verdict", VERDICTS.toArray(new String[0])),
                  words("origin", "rule", "investigator"))));
    }

    private static EventKind order() {
      return new EventKind(
          "order",
          6,
          true,
          "order_id",
          List.of(
              id("order_id", "+order"),
              entity("buyer_id", "buyer"),
              entity("shop_id", "shop"),
              optional(entity("device_id", "device")),
              optional(entity("payer_account_id", "account")),
              money("amount_minor"),
              GOODS_KIND,
              optional(bool("is_vpn"))),
          List.of(
              new ListModel(
                  "goods",
                  List.of(
                      entity("item_id", "item"), money("unit_price_minor"), integer("quantity")),
                  true)),
          List.of(
              new Computed(
                  optional(integer("total_quantity")),
                  "goods.sum(g, g.quantity)",
                  fact -> fact.list("goods").stream().mapToLong(g -> (Long) number(g)).sum()),
              new Computed(
                  bool("has_many"),
                  "goods.exists(g, g.quantity >= 40)",
                  fact -> fact.list("goods").stream().anyMatch(g -> number(g) >= 40))),
          "fraud",
          "label",
          "",
          Optional.empty());
    }

    private static long number(Map<String, Object> goods) {
      @Nullable Object quantity = goods.get("quantity");
      return quantity instanceof Long number ? number : 0;
    }

    private static EventKind shop(String name) {
      return plain(
          name, 1, "", List.of(entity("shop_id", "shop"), entity("owner_id", "buyer"), CATEGORY));
    }

    private static EventKind shipped() {
      return new EventKind(
          "shipped",
          3,
          false,
          "",
          List.of(
              id("order_id", "order"),
              id("tracking_id", "+tracking"),
              optional(integer("weight_gram"))),
          List.of(new ListModel("gift_card_ids", List.of(id("value", "+card")), true)),
          List.of(),
          "",
          "",
          "",
          Optional.empty());
    }

    private static List<LookUp> lookUps() {
      return List.of(
          new LookUp(
              "order",
              List.of("order"),
              "",
              List.of("order_id"),
              false,
              Map.of(
                  "scan", List.of("order_id", "parcel.order_id"),
                  "redeemed", List.of("card_order.order_id"),
                  "label", List.of("subject_id"))),
          new LookUp(
              "shop",
              List.of("shop_opened", "shop_changed"),
              "",
              List.of("shop_id"),
              true,
              Map.of("refund", List.of("order.shop_id"))),
          new LookUp(
              "verdict",
              List.of("label"),
              "",
              List.of("subject_id"),
              false,
              Map.of("refund", List.of("order_id"))),
          new LookUp("parcel", List.of("shipped"), "", List.of("tracking_id"), false, Map.of()),
          new LookUp(
              "card_order",
              List.of("shipped"),
              "gift_card_ids",
              List.of("value"),
              false,
              Map.of("redeemed", List.of("card_id"))));
    }

    private static List<Lane> lanes() {
      return List.of(
          lane("buyer", "order"),
          lane("shop", "order"),
          lane("device", "order"),
          lane("buyer", "refund"),
          lane("buyer", "redeemed"),
          lane("shop", "label"),
          lane("order.shop_id", "scan"),
          lane("account/from", "transfer"),
          new Lane(List.of("account"), List.of("transfer/to"), "from", ""),
          new Lane(List.of("account"), List.of("transfer/from", "transfer/to"), "to", ""),
          new Lane(List.of("account"), List.of("order", "transfer/from"), "", ""),
          new Lane(List.of("shop"), List.of("order", "refund"), "", ""),
          new Lane(List.of("buyer"), List.of("order", "shop_opened"), "", ""),
          new Lane(List.of("buyer", "shop"), List.of("order"), "", ""),
          new Lane(List.of("buyer", "shop"), List.of("refund", "order"), "", ""),
          new Lane(List.of("from_account_id", "to_account_id"), List.of("transfer"), "", ""),
          new Lane(List.of("shop.category"), List.of("order"), "", ""),
          new Lane(List.of("shop", "goods_kind"), List.of("order"), "", ""),
          new Lane(List.of("item"), List.of("order"), "", "goods"));
    }
  }
}
