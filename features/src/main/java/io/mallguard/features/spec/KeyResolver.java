package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where events of a type say the parts of a key. */
final class KeyResolver {
  private final EventSchema schema;
  private final Roles roles;
  private final EventExpressions expressions;

  /**
   * Where a key stands in events of a type.
   *
   * @param touch the answer, if there is one
   * @param ambiguous whether there are several and the spec must say which
   * @param why why there is none
   */
  record Resolution(Optional<Touch> touch, boolean ambiguous, String why) {
    static Resolution none(String why) {
      return new Resolution(Optional.empty(), false, why);
    }

    static Resolution several(String why) {
      return new Resolution(Optional.empty(), true, why);
    }
  }

  /** The same for one part. */
  private record Part(Optional<Path> path, boolean ambiguous, String why) {
    static Part of(Path path) {
      return new Part(Optional.of(path), false, "");
    }
  }

  KeyResolver(EventSchema schema, Roles roles, EventExpressions expressions) {
    this.schema = schema;
    this.roles = roles;
    this.expressions = expressions;
  }

  /** Where an event that updates says the key. */
  Resolution update(AggregateEntry entry, EventWords.Use use) {
    List<Part> parts = new ArrayList<>();
    boolean roleUsed = use.role().isEmpty();
    for (YamlNode node : entry.key()) {
      String text = node.text().orElse("");
      String named = text + "/" + use.role();
      boolean isNamed = !use.role().isEmpty() && roles.of(use.type()).containsKey(named);
      roleUsed |= isNamed;
      YamlNode part = isNamed ? node.withText(named) : node;
      parts.add(part(use.type(), part, entry.each(), true));
    }
    if (!roleUsed) {
      List<String> legal =
          roles.of(use.type()).values().stream()
              .filter(r -> entry.keyTexts().contains(r.entity()) && !r.role().isEmpty())
              .map(Roles.Role::role)
              .toList();
      return Resolution.none(
          "a role of " + use.type().name() + " under roles: " + Names.oneOf(use.role(), legal));
    }
    return resolution(use.type(), entry.each(), parts);
  }

  /** Where an event that is scored says the key. */
  Resolution read(AggregateEntry entry, EventType type, List<Touch> updates) {
    if (!entry.roles().isEmpty()) {
      return readByRole(entry, type);
    }
    List<Touch> own = updates.stream().filter(t -> t.type().equals(type)).distinct().toList();
    List<String> texts = own.stream().map(Touch::text).distinct().toList();
    if (texts.size() == 1 && own.get(0).list() < 0) {
      return new Resolution(Optional.of(own.get(0)), false, "");
    }
    if (texts.size() > 1) {
      return Resolution.several(
          "given: role, since several roles of " + type.name() + " update the entity");
    }
    List<Part> parts =
        entry.key().stream().map(n -> part(type, n, Optional.empty(), false)).toList();
    return resolution(type, Optional.empty(), parts);
  }

  private Resolution readByRole(AggregateEntry entry, EventType type) {
    List<Part> parts = new ArrayList<>();
    boolean isList = entry.key().size() > 1 && entry.roles().size() == entry.key().size();
    boolean used = isList;
    for (int i = 0; i < entry.key().size(); i++) {
      YamlNode node = entry.key().get(i);
      YamlNode part = node;
      if (isList) {
        part = entry.roles().get(i);
      } else {
        String entity = entry.family().get(i);
        List<YamlNode> here =
            entry.roles().stream()
                .filter(r -> roles.of(type).containsKey(entity + "/" + r.text().orElse("")))
                .toList();
        if (here.size() > 1) {
          return Resolution.several("only one role that " + type.name() + " has");
        }
        used |= !here.isEmpty();
        part = here.isEmpty() ? node : node.withText(entity + "/" + here.get(0).text().orElse(""));
      }
      parts.add(part(type, part, Optional.empty(), false));
    }
    return used
        ? resolution(type, Optional.empty(), parts)
        : Resolution.none("a role that " + type.name() + " has");
  }

  private Resolution resolution(EventType type, Optional<String> each, List<Part> parts) {
    List<Path> paths = new ArrayList<>();
    for (Part part : parts) {
      if (part.path().isEmpty()) {
        return new Resolution(Optional.empty(), part.ambiguous(), part.why());
      }
      paths.add(part.path().get());
    }
    boolean elements =
        paths.stream()
            .flatMap(p -> p.texts().stream())
            .anyMatch(text -> expressions.names().of(type).isElement(text, each));
    int list = elements ? type.listIndex(each.orElse("")) : -1;
    return new Resolution(Optional.of(new Touch(type, list, paths)), false, "");
  }

  /** The entity or value that a name stands for in events of a type, as an update would say it. */
  Optional<Path> named(EventType type, YamlNode node, Optional<String> each) {
    return part(type, node, each, false).path();
  }

  private Part part(EventType type, YamlNode node, Optional<String> each, boolean update) {
    String text = node.text().orElse("");
    if (text.contains("/")) {
      Roles.Role role = roles.of(type).get(text);
      boolean fits = role != null && (role.updates() || !update);
      return role != null && fits
          ? Part.of(role.path())
          : new Part(Optional.empty(), false, "a role of " + type.name() + ": " + roleWords(type));
    }
    if (schema.entities().contains(text)) {
      Part entity = entity(type, node, text, each, update);
      boolean isField = expressions.names().of(type).has(text, each, false);
      if (entity.path().isPresent() || entity.ambiguous() || !isField) {
        return entity;
      }
    }
    return expressions.understands(type, each, node)
        ? Part.of(new Path(List.of(node)))
        : new Part(Optional.empty(), false, "what events of type " + type.name() + " say");
  }

  private String roleWords(EventType type) {
    return roles.of(type).isEmpty() ? "it has none" : String.join(", ", roles.of(type).keySet());
  }

  private Part entity(
      EventType type, YamlNode node, String entity, Optional<String> each, boolean update) {
    Roles.Role plain = roles.of(type).get(entity);
    if (plain != null && (plain.updates() || !update)) {
      return Part.of(plain.path());
    }
    List<String> fields = fields(type, entity, each);
    if (fields.size() == 1) {
      return Part.of(new Path(List.of(node.withText(fields.get(0)))));
    }
    List<Roles.Role> named =
        roles.of(type).values().stream().filter(r -> r.entity().equals(entity)).toList();
    List<Roles.Role> updating = named.stream().filter(Roles.Role::updates).toList();
    List<Roles.Role> fitting = updating.isEmpty() && !update ? named : updating;
    if (fields.isEmpty() && fitting.size() == 1) {
      return Part.of(fitting.get(0).path());
    }
    if (fields.size() + fitting.size() > 1) {
      List<String> found = new ArrayList<>(fields);
      fitting.forEach(role -> found.add(role.written()));
      return new Part(
          Optional.empty(),
          true,
          "given: role, since " + type.name() + " has several: " + String.join(", ", found));
    }
    Optional<Path> ofSubject = ofSubject(type, node, entity);
    return ofSubject
        .map(Part::of)
        .orElse(
            new Part(
                Optional.empty(),
                false,
                "an entity that exactly one field of " + type.name() + " identifies, has 0"));
  }

  /** Fields of the entity that no role names; in a list those of its elements come first. */
  private List<String> fields(EventType type, String entity, Optional<String> each) {
    int list = each.map(type::listIndex).orElse(-1);
    if (list >= 0) {
      List<String> elements =
          type.lists().get(list).fields().stream()
              .filter(f -> f.kind() == Field.Kind.ENTITY && f.entity().equals(entity))
              .map(Field::name)
              .toList();
      if (!elements.isEmpty()) {
        return elements;
      }
    }
    List<String> claimed =
        roles.of(type).values().stream()
            .filter(r -> r.entity().equals(entity))
            .flatMap(r -> r.path().texts().stream())
            .toList();
    return type.fields().stream()
        .filter(f -> f.kind() == Field.Kind.ENTITY && f.entity().equals(entity))
        .map(Field::name)
        .filter(name -> !claimed.contains(name))
        .toList();
  }

  /** A label's entities are those of its subject. */
  private Optional<Path> ofSubject(EventType type, YamlNode node, String entity) {
    Optional<EventType> subject = schema.eventType(type.subject());
    if (!type.hasSubject() || subject.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> there = entity(subject.get(), node, entity, Optional.empty(), true).path();
    Optional<String> field = there.flatMap(Path::single);
    return expressions.names().of(type).lookUps().stream()
        .map(TypeNames.Attached::lookUp)
        .filter(l -> l.from().contains(subject.get()) && l.isByOwnId(subject.get()))
        .findFirst()
        .flatMap(l -> field.map(f -> new Path(List.of(node.withText(l.name() + "." + f)))));
  }
}
