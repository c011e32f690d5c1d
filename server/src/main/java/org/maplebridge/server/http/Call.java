package org.maplebridge.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.maplebridge.server.access.Staff;

/** One request as its handler sees it. Used by one virtual thread at a time. */
public final class Call {
  private static final int LARGEST_PAGE = 200;

  private final RoutingContext context;
  private final ObjectMapper json;
  private final Optional<Staff> staff;

  Call(RoutingContext context, ObjectMapper json, Optional<Staff> staff) {
    this.context = context;
    this.json = json;
    this.staff = staff;
  }

  /** The value of {@code :name} in the route's path. */
  public String path(String name) {
    return Objects.requireNonNull(context.pathParam(name), name);
  }

  /** A query parameter; empty when absent or blank. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(context.request().getParam(name)).filter(value -> !value.isBlank());
  }

  /**
   * A query parameter that is a whole number of at least 1.
   *
   * @throws ProblemException {@code http.bad-query}
   */
  public int number(String name, int whenAbsent) {
    return query(name).map(value -> parseNumber(name, value)).orElse(whenAbsent);
  }

  /** The page asked for, from 1. */
  public int page() {
    return number("page", 1);
  }

  /** The size of a page, 20 when not said, at most 200. */
  public int size() {
    return Math.min(number("size", 20), LARGEST_PAGE);
  }

  /**
   * A query parameter that is an ISO 8601 time with offset.
   *
   * @throws ProblemException {@code http.bad-query}
   */
  public Optional<OffsetDateTime> time(String name) {
    try {
      // A plus sign that was not percent-encoded arrives as a blank.
      return query(name).map(value -> OffsetDateTime.parse(value.replace(' ', '+')));
    } catch (DateTimeParseException malformed) {
      throw badQuery(name);
    }
  }

  /**
   * The body as a record. Every component that is not an {@link Optional} must be there, and no
   * other field.
   *
   * @throws ProblemException {@code http.bad-body} naming the place
   */
  public <T> T body(Class<T> type) {
    if (!isJson()) {
      throw new ProblemException("http.not-json", 415);
    }
    var buffer = context.body().buffer();
    try {
      T record = json.readValue(buffer == null ? new byte[0] : buffer.getBytes(), type);
      if (record == null) {
        throw new ProblemException("http.bad-body", 400, "");
      }
      return record;
    } catch (JsonMappingException mismatch) {
      throw new ProblemException("http.bad-body", 400, place(mismatch));
    } catch (JsonProcessingException malformed) {
      throw new ProblemException("http.bad-body", 400, "");
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  /** The body as it came, on a route for uploads. */
  public byte[] bytes() {
    var buffer = context.body().buffer();
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  /** Who calls, on a route for staff. */
  public Staff staff() {
    return staff.orElseThrow(() -> new ProblemException("identity.unauthenticated", 401));
  }

  /** The language of the answer. */
  public Locale locale() {
    return Texts.localeOf(context.request().getHeader("Accept-Language"));
  }

  /** Address of the caller, for throttling; never logged. */
  public String remoteAddress() {
    var address = context.request().remoteAddress();
    return address == null ? "" : address.hostAddress();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  public Optional<String> cookie(String name) {
    return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
  }

  /** Sets a cookie that scripts and other sites never see; an age of zero removes it. */
  public void setCookie(String name, String value, String path, Duration age) {
    context
        .response()
        .addCookie(
            Cookie.cookie(name, value)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(context.request().isSSL())
                .setPath(path)
                .setMaxAge(age.toSeconds()));
  }

  private boolean isJson() {
    String type = context.request().getHeader("Content-Type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  private static int parseNumber(String name, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException malformed) {
      // Refused below like a number out of range.
    }
    throw badQuery(name);
  }

  private static ProblemException badQuery(String name) {
    return new ProblemException("http.bad-query", 400, name);
  }

  private static String place(JsonMappingException mismatch) {
    return mismatch.getPath().stream()
        .map(
            reference ->
                reference.getFieldName() == null
                    ? String.valueOf(reference.getIndex())
                    : reference.getFieldName())
        .collect(Collectors.joining("."));
  }
}
