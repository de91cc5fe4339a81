package org.s2slab.authz.graph;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.RedirectAddress;

/**
 * The type of a member that a client may write, with its limits.
 *
 * @param expected the values for a message
 * @param otherwise the value of a member that was not written yet
 */
record MemberType(String expected, @Nullable Object otherwise, Predicate<@Nullable Object> check) {
    private static final int MOST_PERMISSIONS = 400;

    /** Microsoft documents 256 characters for a display name. */
    static final MemberType NAME =
            new MemberType("a text of 1 to 256 characters", null, value -> isText(value, 256) && !"".equals(value));

    static final MemberType TEXT = new MemberType(
            "a text of at most 1,024 characters, or null", null, value -> value == null || isText(value, 1_024));

    static final MemberType FLAG = new MemberType("true or false", null, Boolean.class::isInstance);

    static final MemberType TEXTS = new MemberType(
            "a list of at most 100 texts of at most 256 characters",
            new JsonArray(),
            value -> isList(value, 100, entry -> isText(entry, 256)));

    static final MemberType AUDIENCE = new MemberType(
            "AzureADMyOrg; the lab has no applications of several tenants", "AzureADMyOrg", "AzureADMyOrg"::equals);

    /** Microsoft documents 50 resources with 400 permissions together. */
    static final MemberType ACCESS = new MemberType(
            "a list of at most 50 objects with resourceAppId and resourceAccess, whose at most 400 entries have id and type",
            new JsonArray(),
            value -> isList(value, 50, MemberType::isAccess) && permissions((JsonArray) value) <= MOST_PERMISSIONS);

    /** More than the certificates of a farm, and less than a request could have. */
    static final MemberType KEYS = new MemberType(
            "a list of at most 50 keys, whose members have names",
            new JsonArray(),
            value -> isList(value, 50, entry -> entry instanceof JsonObject key && !key.containsKey("")));

    static final MemberType WEB_ADDRESSES = addresses(RedirectAddress::isOfWeb, "");

    static final MemberType PROGRAM_ADDRESSES = addresses(
            RedirectAddress::isOfProgram, "; programs may also have <scheme>://<path> with a scheme of their own");

    private static MemberType addresses(Predicate<String> good, String also) {
        return new MemberType(
                "an object with redirectUris, a list of at most " + RedirectAddress.MOST + " different addresses "
                        + RedirectAddress.EXPECTED + also,
                null,
                value -> value instanceof JsonObject object
                        && object.fieldNames().equals(Set.of(GraphDraft.ADDRESSES))
                        && isAddresses(object.getValue(GraphDraft.ADDRESSES), good));
    }

    private static boolean isAddresses(@Nullable Object value, Predicate<String> good) {
        return value instanceof JsonArray list
                && isList(list, RedirectAddress.MOST, entry -> entry instanceof String text && good.test(text))
                && list.stream().distinct().count() == list.size();
    }

    @Override
    public @Nullable Object otherwise() {
        return otherwise instanceof JsonArray list ? list.copy() : otherwise;
    }

    /** Checks a value; otherwise a Refusal that names the member and the expected value. */
    void require(String member, String resource, @Nullable Object value) {
        if (!check.test(value)) {
            throw GraphErrors.value(member, resource, expected);
        }
    }

    private static boolean isText(@Nullable Object value, int most) {
        return value instanceof String text && text.length() <= most;
    }

    private static boolean isList(@Nullable Object value, int most, Predicate<@Nullable Object> entry) {
        return value instanceof JsonArray list
                && list.size() <= most
                && list.stream().allMatch(entry);
    }

    private static boolean isAccess(@Nullable Object value) {
        return value instanceof JsonObject entry
                && entry.fieldNames().equals(Set.of("resourceAppId", "resourceAccess"))
                && GraphRequest.isGuid(entry.getValue("resourceAppId"))
                && isList(entry.getValue("resourceAccess"), MOST_PERMISSIONS, MemberType::isPermission);
    }

    private static int permissions(@Nullable JsonArray resources) {
        return resources == null
                ? 0
                : resources.stream()
                        .mapToInt(entry -> ((JsonObject) entry)
                                .getJsonArray("resourceAccess")
                                .size())
                        .sum();
    }

    private static boolean isPermission(@Nullable Object value) {
        return value instanceof JsonObject entry
                && entry.fieldNames().equals(Set.of("id", "type"))
                && GraphRequest.isGuid(entry.getValue("id"))
                && List.of("Role", "Scope").contains(entry.getValue("type"));
    }
}
