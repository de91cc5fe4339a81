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
 * Whatever opened a door while a scenario was played: passwords, secrets, tokens. Gathered from the places where they stand, by
 * the names of their fields and not by what they look like, so that they can be left out wherever else they turn up.
 */
public final class SecretCollector {
    /** The parameters of cmdlets that hold one, in lower case: all that are of the type CREDENTIAL. */
    static final Set<String> PARAMETERS = Set.of("password", "usercredential", "value");

    /** Members of bodies and forms, headers, and keys of steps, in lower case (RFC 6749, RFC 7521, RFC 9110 11.6.2). */
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

    /** In what words New-MsolServicePrincipal and its like tell a secret that they made. */
    private static final Pattern TOLD = Pattern.compile("key was created as one was not supplied (\\S+)");

    private static final Pattern SCHEME = Pattern.compile("^(?i:Bearer|Basic) +(?:cwt=)?");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*}");

    /** Shorter ones are words of every day, and left out only where they are a word of their own. */
    private static final int ALONE = 8;

    /** From this length on it is a token, whose beginning tells which and opens nothing; of others nothing is left. */
    private static final int TOKEN = 64;

    private static final int LEFT = 8;

    private static final String GONE = "•••";

    /** The longest first, so that a part of one does not hide the whole. */
    private final Set<String> values =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** None yet. */
    public SecretCollector() {}

    /** Those that people of a deployment have, and those that steps say, whether or not they will be played. */
    public static SecretCollector of(Topology plan, List<Step> steps) {
        SecretCollector secrets = new SecretCollector();
        steps.forEach(step -> secrets.gather(step.kind(), step.fields()));
        for (UserAccount person : plan.people()) {
            secrets.add(person.password());
            secrets.add(LabHttpClient.basic(person.upn(), person.password()));
        }
        return secrets;
    }

    /** Notes one, in every form in which it may be written. */
    void add(@Nullable String secret) {
        if (secret == null) {
            return;
        }
        String bare = SCHEME.matcher(secret.strip()).replaceFirst("");
        // What is only a reference holds nothing yet.
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

    /** Notes those that a step says, its references resolved or not. */
    void gather(StepKind kind, JsonObject fields) {
        JsonObject parameters =
                kind == StepKind.RUN ? fields.getJsonObject("with", new JsonObject()) : new JsonObject();
        // A certificate is for everybody to see.
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

    /** Notes the token that was presented, and those that an answer gives. */
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

    /** The text with each of them left out; of a token its first characters stay. */
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

    /** How many there are; never which. */
    @Override
    public String toString() {
        return values.size() + " secrets";
    }
}
