package io.mallguard.features.proof;

import io.mallguard.features.proof.World.EventKind;
import io.mallguard.features.proof.World.FieldModel;
import io.mallguard.features.proof.World.Lane;
import io.mallguard.features.proof.World.ListModel;
import io.mallguard.features.proof.World.LookUp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which entity an event touches: the parts of keys as the contract resolves them. */
final class Paths {
  /** A key of which the definitions don't say what it is. */
  static final String UNSPECIFIED = "unspecified";

  private final NaiveOracle oracle;
  private final World world;
  private final Timeline log;
  private final IdentityHashMap<Lane, Map<String, UpdateKeys>> updates = new IdentityHashMap<>();

  /** A key and the list element that named it. */
  record KeyAt(String key, @Nullable Map<String, Object> element) {}

  Paths(NaiveOracle oracle, World world, Timeline log) {
    this.oracle = oracle;
    this.world = world;
    this.log = log;
  }

  /** The keys under which the events of a source leave entries. */
  UpdateKeys updateKeys(Lane lane, String source) {
    return updates
        .computeIfAbsent(lane, l -> new HashMap<>())
        .computeIfAbsent(source, s -> new UpdateKeys(lane, source));
  }

  /** The keys of a source's events, each once per event. */
  final class UpdateKeys {
    private final Lane lane;
    private final String type;
    private final String role;
    private final Map<Integer, List<KeyAt>> known = new HashMap<>();

    UpdateKeys(Lane lane, String source) {
      String[] parts = (source + "/").split("/", 3);
      this.lane = lane;
      this.type = parts[0];
      this.role = parts[1];
    }

    List<KeyAt> of(int event) {
      if (!log.fact(event).type().equals(type)) {
        return List.of();
      }
      List<KeyAt> keys = known.get(event);
      if (keys == null) {
        keys = compute(lane, role, event);
        known.put(event, keys);
      }
      return keys;
    }
  }

  private List<KeyAt> compute(Lane lane, String role, int event) {
    List<KeyAt> keys = new ArrayList<>();
    if (lane.each().isEmpty()) {
      key(lane, role, event, null).ifPresent(key -> keys.add(new KeyAt(key, null)));
      return keys;
    }
    for (Map<String, Object> element : log.fact(event).list(lane.each())) {
      Optional<String> key = key(lane, role, event, element);
      if (key.isPresent() && keys.stream().noneMatch(k -> k.key().equals(key.get()))) {
        keys.add(new KeyAt(key.get(), element));
      }
    }
    return keys;
  }

  /** The key by which an event reads, empty if it touches none. */
  Optional<String> readKey(Lane lane, int event) {
    String type = log.fact(event).type();
    boolean lists =
        log.type(event).lists().stream().anyMatch(list -> list.name().equals(lane.each()));
    if (lists) {
      return Optional.of(UNSPECIFIED);
    }
    List<String> roles =
        lane.events().stream()
            .filter(e -> e.startsWith(type + "/"))
            .map(e -> e.substring(type.length() + 1))
            .toList();
    String role = lane.role().isEmpty() && roles.size() == 1 ? roles.get(0) : lane.role();
    return key(lane, role, event, null);
  }

  private Optional<String> key(
      Lane lane, String role, int event, @Nullable Map<String, Object> element) {
    StringBuilder key = new StringBuilder();
    for (String part : lane.key()) {
      Optional<String> path = path(part, role, log.type(event));
      if (path.isEmpty()) {
        return Optional.empty();
      }
      Object value = oracle.at(event, element, event).value(path.get());
      if (value instanceof Double) {
        value = Expr.whole(value);
      }
      if (value == null) {
        return Optional.empty();
      }
      key.append(value).append('\u0001');
    }
    return Optional.of(key.toString());
  }

  /** The path that names a part of a key for events of a type, empty if there is none. */
  Optional<String> path(String part, String role, EventKind type) {
    Map<String, String> roles = world.roles().getOrDefault(type.name(), Map.of());
    if (part.contains("/")) {
      return Optional.ofNullable(roles.get(part));
    }
    if (!world.entities().contains(part)) {
      return resolves(part, type) ? Optional.of(part) : Optional.empty();
    }
    if (!role.isEmpty()) {
      return Optional.ofNullable(roles.get(part + "/" + role));
    }
    String declared = roles.get(part);
    if (declared != null) {
      return Optional.of(declared);
    }
    Set<String> candidates = new TreeSet<>();
    type.fields().forEach(field -> addIfOf(part, field, candidates));
    if (candidates.isEmpty()) {
      type.lists().forEach(list -> list.fields().forEach(f -> addIfOf(part, f, candidates)));
    }
    if (candidates.isEmpty() && !type.subject().isEmpty()) {
      return path(part, role, world.type(type.subject())).map(p -> "@subject." + p);
    }
    return candidates.size() == 1 ? candidates.stream().findFirst() : Optional.empty();
  }

  private static void addIfOf(String entity, FieldModel field, Set<String> names) {
    if (field.entity().equals(entity)) {
      names.add(field.name());
    }
  }

  /** Whether a name means something for events of a type. */
  boolean resolves(String name, EventKind type) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      String lookUp = name.substring(0, dot);
      return world.lookUps().stream().anyMatch(l -> l.name().equals(lookUp) && uses(l, type));
    }
    return name.equals("occurred_at")
        || name.equals("observed_at")
        || name.equals(type.marked())
        || oracle.isColumn(name)
        || type.named().stream().anyMatch(field -> field.name().equals(name))
        || type.lists().stream().anyMatch(list -> has(list, name));
  }

  private static boolean has(ListModel list, String name) {
    return list.fields().stream().anyMatch(field -> field.name().equals(name));
  }

  private static boolean uses(LookUp lookUp, EventKind type) {
    return lookUp.find().containsKey(type.name())
        || lookUp.by().stream().allMatch(field -> type.field(field).isPresent());
  }

  /** Whether all names of an expression mean something for events of a type. */
  boolean compiles(Expr value, EventKind type) {
    return value.names().allMatch(name -> resolves(name, type));
  }
}
