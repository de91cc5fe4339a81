package org.s2slab.shell;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.shell.ShellObject.Origin;

/** The methods on values that public procedures call. */
record ValueMethods(Interpreter interpreter) {
    @Nullable
    Object call(@Nullable Object of, String method, List<@Nullable Object> values) {
        String name = method.toLowerCase(Locale.ROOT);
        if (name.equals("tostring")) {
            return ValueConverter.text(of);
        }
        if (of instanceof List<?>) {
            return onList(ValueConverter.items(of), of, name, method, values);
        }
        if (of instanceof String text) {
            return onText(text, name, method, values);
        }
        if (of instanceof Instant time) {
            return onTime(time, name, method, values);
        }
        if (of instanceof ShellObject object && name.equals("update")) {
            return update(object);
        }
        if (of instanceof ShellObject object && CertificateFiles.isCertificate(object)) {
            return onCertificate(object, name, method, values);
        }
        throw none(method);
    }

    @SuppressWarnings("unchecked") // the shell creates its lists itself, and they accept any value
    private static @Nullable Object onList(
            List<@Nullable Object> items, Object list, String name, String method, List<@Nullable Object> values) {
        Object value = one(method, values);
        return switch (name) {
            case "contains" -> ValueOperators.apply("contains", items, value);
            case "add" -> {
                ((List<@Nullable Object>) list).add(value);
                yield null;
            }
            case "remove" -> {
                ((List<@Nullable Object>) list)
                        .removeIf(item -> ValueConverter.isTrue(ValueOperators.apply("eq", item, value)));
                yield null;
            }
            default -> throw none(method);
        };
    }

    private static Object onText(String text, String name, String method, List<@Nullable Object> values) {
        return switch (name) {
            case "tolower" -> text.toLowerCase(Locale.ROOT);
            case "toupper" -> text.toUpperCase(Locale.ROOT);
            case "trim" -> text.strip();
            case "replace" -> {
                if (values.size() != 2) {
                    throw ShellException.failed("'." + method + "' takes two values: what, and with what");
                }
                yield text.replace(ValueConverter.text(values.get(0)), ValueConverter.text(values.get(1)));
            }
            default -> withOne(text, name, method, ValueConverter.text(one(method, values)));
        };
    }

    private static Object withOne(String text, String name, String method, String value) {
        return switch (name) {
            case "startswith" -> text.startsWith(value);
            case "endswith" -> text.endsWith(value);
            case "contains" -> text.contains(value);
            case "split" ->
                new ArrayList<@Nullable Object>(List.of(text.split(java.util.regex.Pattern.quote(value), -1)));
            default -> throw none(method);
        };
    }

    private static Object onTime(Instant time, String name, String method, List<@Nullable Object> values) {
        if (name.equals("touniversaltime")) {
            return time;
        }
        Double number = ValueConverter.number(one(method, values));
        if (number == null) {
            throw ShellException.failed("'." + method + "' takes a number");
        }
        long many = number.longValue();
        return switch (name) {
            case "addyears" -> time.atOffset(ZoneOffset.UTC).plusYears(many).toInstant();
            case "addmonths" -> time.atOffset(ZoneOffset.UTC).plusMonths(many).toInstant();
            case "adddays" -> time.plusSeconds(Math.round(number * 86_400));
            case "addhours" -> time.plusSeconds(Math.round(number * 3_600));
            case "addminutes" -> time.plusSeconds(Math.round(number * 60));
            default -> throw none(method);
        };
    }

    private @Nullable Object onCertificate(
            ShellObject certificate, String name, String method, List<@Nullable Object> values) {
        switch (name) {
            case "import" -> {
                interpreter.session().files().load(ValueConverter.text(one(method, values)), certificate);
                return null;
            }
            case "getrawcertdata" -> {
                return DotNetTypes.bytes(certificate);
            }
            case "geteffectivedatestring" -> {
                return ValueConverter.text(certificate.get("NotBefore"));
            }
            case "getexpirationdatestring" -> {
                return ValueConverter.text(certificate.get("NotAfter"));
            }
            default -> throw none(method);
        }
    }

    /** Passes the changed properties of an object from a Get- cmdlet to the matching Set- cmdlet of the same node. */
    private @Nullable Object update(ShellObject object) {
        Origin origin = object.origin();
        if (origin == null || !origin.cmdlet().regionMatches(true, 0, "Get-", 0, 4)) {
            throw ShellException.failed("'.Update()' is for an object that a Get- cmdlet wrote");
        }
        interpreter.session().cmdlets().update(origin, object);
        object.changed().clear();
        return null;
    }

    private static @Nullable Object one(String method, List<@Nullable Object> values) {
        if (values.size() != 1) {
            throw ShellException.failed("'." + method + "' takes one value");
        }
        return values.get(0);
    }

    private static ShellException none(String method) {
        return ShellException.failed(
                "'." + method + "(…)': the shell has no such method here. It has .Add, .Remove and .Contains of "
                        + "lists, .ToLower, .ToUpper, .Trim, .Replace, .Split, .StartsWith, .EndsWith and .Contains of texts, .AddDays and "
                        + "its like of times, .Update of SharePoint's settings, and .Import, .GetRawCertData, .GetEffectiveDateString and "
                        + ".GetExpirationDateString of certificates. " + UnsupportedSyntax.TYPE);
    }
}
