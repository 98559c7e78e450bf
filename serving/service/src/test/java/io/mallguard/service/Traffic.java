package io.mallguard.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Seeded card traffic: transactions in time order, and labels that follow them. */
final class Traffic {
  private static final long DAY_MILLIS = 24 * 3_600_000L;

  private Traffic() {}

  /** One request: where it goes and what it says. */
  record Request(String path, String eventId, String body) {}

  /**
   * Traffic of one sender, ids apart from other senders'.
   *
   * @param sender part of every id
   * @param count transactions; about a third gets a label, seven or more transactions later
   * @param startMillis when the first occurs
   * @param stepMillis mean time between two
   */
  static List<Request> of(String sender, int count, long startMillis, long stepMillis, long seed) {
    Random random = new Random(seed);
    List<Request> requests = new ArrayList<>();
    long millis = startMillis;
    for (int i = 0; i < count; i++) {
      millis += random.nextLong(2 * stepMillis);
      long late = random.nextInt(20) == 0 ? random.nextLong(600_000) : 0;
      requests.add(transaction(sender + "-" + i, millis - late, millis, random));
      if (i > 7 && random.nextInt(3) == 0) {
        String subject = sender + "-" + (i - 7 - random.nextInt(Math.min(i - 7, 50)));
        requests.add(label(sender + "-l" + i, subject, millis, random.nextInt(10) == 0));
      }
    }
    return Collections.unmodifiableList(requests);
  }

  private static Request transaction(String id, long occurred, long observed, Random random) {
    String body =
        """
        {"event_id":"%s","event_type":"transaction","occurred_at":"%s","observed_at":"%s",\
        "data":{"transaction_id":"%s","customer_id":"c%d","terminal_id":"t%d","amount_minor":%d}}\
        """
            .formatted(
                id,
                Instant.ofEpochMilli(occurred),
                Instant.ofEpochMilli(observed),
                id,
                random.nextInt(500),
                random.nextInt(80),
                random.nextInt(20_000));
    return new Request("/predict", id, body);
  }

  private static Request label(String id, String subject, long millis, boolean fraud) {
    String body =
        """
        {"event_id":"%s","event_type":"label","occurred_at":"%s","observed_at":"%s",\
        "data":{"subject_id":"%s","verdict":"%s"}}\
        """
            .formatted(
                id,
                Instant.ofEpochMilli(millis),
                Instant.ofEpochMilli(millis),
                subject,
                fraud ? "fraud" : "legit");
    return new Request("/labels", id, body);
  }

  /** A span over which so many transactions spread at this pace. */
  static long spanMillis(int count, long stepMillis) {
    return count * stepMillis + DAY_MILLIS;
  }
}
