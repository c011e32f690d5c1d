package org.maplebridge.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes refusals as problem details (RFC 9457). */
final class Problems {
  private static final String MEDIA_TYPE = "application/problem+json";

  private final ObjectMapper json;
  private final Texts texts;

  Problems(ObjectMapper json, Texts texts) {
    this.json = json;
    this.texts = texts;
  }

  void answer(RoutingContext context, ProblemException problem) {
    Locale locale = Texts.localeOf(context.request().getHeader("Accept-Language"));
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "about:blank");
    body.put("title", texts.sentence("http.title." + problem.status(), locale));
    body.put("status", problem.status());
    body.put("detail", texts.sentence(problem.id(), locale, problem.arguments()));
    body.put("id", problem.id());
    body.putAll(problem.members());
    Replies.bytes(context, problem.status(), MEDIA_TYPE, write(body));
  }

  /** A failure of the router itself: no such route, body too large, malformed request. */
  void answerFailure(RoutingContext context) {
    int status = context.statusCode();
    String id =
        switch (status) {
          case 400 -> "http.malformed";
          case 404 -> "http.not-found";
          case 405 -> "http.method-not-allowed";
          case 413 -> "http.body-too-large";
          case 415 -> "http.not-json";
          default -> "http.fault";
        };
    answer(context, new ProblemException(id, status < 400 ? 500 : status));
  }

  private byte[] write(Map<String, Object> body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
