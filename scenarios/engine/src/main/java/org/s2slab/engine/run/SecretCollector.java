package org.s2slab.engine.run;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.StepKind;

/**
 * Collects the credentials that a scenario uses (passwords, secrets, tokens), so that reports can redact them. The
 * collector recognises credentials by the names of their fields, not by their form.
 */
public final class SecretCollector {
    /** The cmdlet parameters with secret values, in lower case: all parameters of the type CREDENTIAL. */
    static final Set<String> PARAMETERS = Set.of("password", "usercredential", "value");

    /** Names of members, headers and keys of steps, in lower case (RFC 6749, RFC 7521, RFC 9110 11.6.2). */
    private static final Set<String> MEMBERS = Set.of(
            "password",
            "client_secret",
            "assertion",
            "client_assertion",
            "access_token",
            "refresh_token",
            "id_token",
            "token",
            "guest",
            "authorization");

    /** The text with which New-MsolServicePrincipal and similar cmdlets report a generated secret. */
    private static final Pattern TOLD = Pattern.compile("key was created as one was not supplied (\\S+)");

    private static final Pattern SCHEME = Pattern.compile("^(?i:Bearer|Basic) +(?:cwt=)?");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

    /** Values below this length are often everyday words. They are redacted only where they are a whole word. */
    private static final int ALONE = 8;

    /**
     * Minimum length of a token. The first characters of a token are not redacted, because they identify it. Shorter
     * values are redacted completely.
     */
    private static final int TOKEN = 64;

    private static final int LEFT = 8;

    private static final String GONE = "•••";

    /** Sorted by length, the longest first, so that a long value is redacted before a value that it contains. */
    private final Set<String> values =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** A collector without values. */
    public SecretCollector() {}

    /** The credentials of a deployment's people, and the credentials in steps, executed or not. */
    public static SecretCollector of(Topology plan, List<Step> steps) {
        SecretCollector secrets = new SecretCollector();
        steps.forEach(step -> secrets.gather(step.kind(), step.fields()));
        for (UserAccount person : plan.everybody()) {
            secrets.add(person.password());
            secrets.add(LabHttpClient.basic(person.upn(), person.password()));
        }
        return secrets;
    }

    /** Adds a credential in every form in which it can be written. */
    void add(@Nullable String secret) {
        if (secret == null) {
            return;
        }
        String bare = SCHEME.matcher(secret.strip()).replaceFirst("");
        // An unresolved reference contains no credential yet.
        if (bare.isBlank() || REFERENCE.matcher(bare).replaceAll("").isBlank()) {
            return;
        }
        values.add(bare);
        values.add(URLEncoder.encode(bare, StandardCharsets.UTF_8));
        String quoted = Json.encode(bare);
        values.add(quoted.substring(1, quoted.length() - 1));
        values.add(bare.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
        if (bare.length() != secret.strip().length() && secret.strip().regionMatches(true, 0, "Basic", 0, 5)) {
            password(bare);
        }
    }

    /** The password in an HTTP Basic credential (RFC 7617, 2). */
    private void password(String pair) {
        try {
            String read = new String(Base64.getDecoder().decode(pair), StandardCharsets.UTF_8);
            add(read.substring(read.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return;
        }
    }

    /** Adds the credentials in a step, with its references resolved or not. */
    void gather(StepKind kind, JsonObject fields) {
        JsonObject parameters =
                kind == StepKind.RUN ? fields.getJsonObject("with", new JsonObject()) : new JsonObject();
        // A certificate is public.
        boolean open = "Asymmetric".equals(parameters.getValue("Type"));
        parameters.forEach(parameter -> {
            String name = parameter.getKey().toLowerCase(Locale.ROOT);
            if (PARAMETERS.contains(name) && !open && parameter.getValue() instanceof String value) {
                add(value);
                add(name.equals("usercredential") ? value.substring(value.indexOf(':') + 1) : null);
            }
        });
        gather(fields);
    }

    /** Adds the presented token, and the credentials in the response. */
    void gather(StepOutput found) {
        add(found.token());
        gather(found.json());
        found.headers().forEach(header -> {
            if (MEMBERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                add(header.getValue());
            }
        });
        Matcher told = TOLD.matcher(found.warnings().encode());
        while (told.find()) {
            add(told.group(1).replaceAll("[\"\\]\\\\,]+$", ""));
        }
    }

    private void gather(@Nullable Object json) {
        if (json instanceof JsonArray array) {
            array.forEach(this::gather);
        } else if (json instanceof JsonObject object) {
            object.forEach(member -> {
                if (member.getValue() instanceof String text
                        && MEMBERS.contains(member.getKey().toLowerCase(Locale.ROOT))) {
                    add(text);
                } else {
                    gather(member.getValue());
                }
            });
        }
    }

    /** Redacts each credential in a text. The first characters of a token stay. */
    public String without(String text) {
        String left = text;
        for (String value : values) {
            if (value.length() <= left.length() && left.contains(value)) {
                left = pattern(value).matcher(left).replaceAll(Matcher.quoteReplacement(instead(value)));
            }
        }
        return left;
    }

    private static Pattern pattern(String value) {
        String exact = Pattern.quote(value);
        return Pattern.compile(value.length() >= ALONE ? exact : "(?<![\\p{L}\\p{N}])" + exact + "(?![\\p{L}\\p{N}])");
    }

    private static String instead(String value) {
        return value.length() < TOKEN ? GONE : value.substring(0, LEFT) + "…";
    }

    /** Contains the number of credentials, but no credential. */
    @Override
    public String toString() {
        return values.size() + " secrets";
    }
}
