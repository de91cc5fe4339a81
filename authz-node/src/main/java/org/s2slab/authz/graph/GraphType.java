package org.s2slab.authz.graph;

import static org.s2slab.authz.graph.GraphMember.readOnly;
import static org.s2slab.authz.graph.GraphMember.stored;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.authz.registry.AppRole;
import org.s2slab.refusal.Refusal;

/**
 * The members of applications and of service principals, as rows: how each is read, and whether a client may write it
 * (<a href="https://learn.microsoft.com/graph/api/resources/application">application</a>, <a
 * href="https://learn.microsoft.com/graph/api/resources/serviceprincipal">servicePrincipal</a>).
 *
 * @param resource the name of the type in messages
 * @param collection the name of its objects in addresses
 */
record GraphType(String resource, String collection, List<GraphMember> members) {
    private static final GraphMember KEYS =
            new GraphMember(KeyMembers.KEYS, KeyMembers::certificates, MemberType.KEYS, GraphDraft::replaceKeys);

    static final GraphType APPLICATION = new GraphType(
            "Application",
            "applications",
            List.of(
                    readOnly("id", GraphObject::id),
                    readOnly("deletedDateTime", object -> null),
                    readOnly("appId", object -> object.principal().appId()),
                    readOnly("createdDateTime", object -> String.valueOf(object.created())),
                    stored("description", MemberType.TEXT),
                    new GraphMember(
                            "displayName",
                            object -> object.principal().displayName(),
                            MemberType.NAME,
                            GraphDraft::rename),
                    stored("notes", MemberType.TEXT),
                    readOnly("publisherDomain", GraphType::domain),
                    stored("signInAudience", MemberType.AUDIENCE),
                    stored("tags", MemberType.TEXTS),
                    KEYS,
                    readOnly("passwordCredentials", KeyMembers::secrets),
                    stored("requiredResourceAccess", MemberType.ACCESS),
                    addresses("publicClient", MemberType.PROGRAM_ADDRESSES),
                    addresses("spa", MemberType.WEB_ADDRESSES),
                    addresses(GraphDraft.WEB, MemberType.WEB_ADDRESSES)));

    static final GraphType PRINCIPAL = new GraphType(
            "ServicePrincipal",
            "servicePrincipals",
            List.of(
                    readOnly("id", GraphObject::id),
                    readOnly("deletedDateTime", object -> null),
                    new GraphMember(
                            "accountEnabled",
                            object -> object.principal().accountEnabled(),
                            MemberType.FLAG,
                            GraphDraft::enable),
                    readOnly("appDisplayName", object -> object.principal().displayName()),
                    readOnly("appId", object -> object.principal().appId()),
                    readOnly("appOwnerOrganizationId", GraphType::owner),
                    stored("description", MemberType.TEXT),
                    readOnly("displayName", object -> object.principal().displayName()),
                    stored("notes", MemberType.TEXT),
                    readOnly(
                            "replyUrls",
                            object -> new JsonArray(object.principal().addresses())),
                    new GraphMember(
                            "servicePrincipalNames",
                            object -> new JsonArray(object.principal().names()),
                            MemberType.TEXTS,
                            GraphDraft::name),
                    readOnly("servicePrincipalType", object -> "Application"),
                    stored("tags", MemberType.TEXTS),
                    KEYS,
                    readOnly("passwordCredentials", KeyMembers::secrets),
                    readOnly("appRoles", GraphType::roles),
                    readOnly("oauth2PermissionScopes", object -> new JsonArray()),
                    readOnly("resourceSpecificApplicationPermissions", object -> new JsonArray())));

    private static final int MOST_MEMBERS = 50;

    /** The names of all members. */
    Set<String> names() {
        return members.stream().map(GraphMember::name).collect(Collectors.toSet());
    }

    /** The object with all its members; the values of certificates are null. */
    JsonObject json(GraphObject object) {
        JsonObject json = new JsonObject();
        members.forEach(member -> json.put(member.name(), member.read().apply(object)));
        return json;
    }

    /**
     * Writes the members of a body. Annotations are ignored. Refusal PARAMETER_INVALID for an unknown or read-only member
     * or a wrong value, so that no client can set what only the server decides.
     */
    void write(JsonObject body, GraphDraft draft) {
        if (body.size() > MOST_MEMBERS) {
            throw Refusal.invalid(
                    "The body has " + body.size() + " members; expected are at most " + MOST_MEMBERS + ".");
        }
        body.forEach(entry -> {
            if (!entry.getKey().contains("@odata.")) {
                GraphMember member = member(entry.getKey());
                var write = member.write();
                if (member.type() == null || write == null) {
                    throw Refusal.invalid("Property '" + member.name() + "' is read-only and cannot be set.");
                }
                member.type().require(member.name(), resource, entry.getValue());
                write.accept(draft, entry.getValue());
            }
        });
    }

    /** The member with this name; Refusal PARAMETER_INVALID if the type does not have it. */
    GraphMember member(String name) {
        return members.stream()
                .filter(member -> member.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("Invalid property '" + GraphRequest.shown(name) + "'."));
    }

    /** The redirect addresses of one kind. */
    private static GraphMember addresses(String kind, MemberType type) {
        return new GraphMember(
                kind,
                object -> new JsonObject()
                        .put(
                                GraphDraft.ADDRESSES,
                                new JsonArray(GraphDraft.addresses(kind, object.principal(), object.members()))),
                type,
                (draft, value) -> draft.redirect(kind, (JsonObject) value));
    }

    private static Object domain(GraphObject object) {
        List<String> domains = object.tenant().tenant().allDomains();
        return domains.isEmpty() ? object.tenant().tenant().id() : domains.get(0);
    }

    /** The tenant in which the application is registered; Microsoft's own applications are those of another tenant. */
    private static Object owner(GraphObject object) {
        return object.principal().firstParty()
                ? "f8cdef31-a31e-4b4a-93e4-5f571e91255a"
                : object.tenant().tenant().id();
    }

    private static Object roles(GraphObject object) {
        JsonArray roles = new JsonArray();
        for (AppRole role : AppRole.of(object.principal().appId())) {
            roles.add(new JsonObject()
                    .put("allowedMemberTypes", new JsonArray().add("Application"))
                    .put("description", role.displayName())
                    .put("displayName", role.displayName())
                    .put("id", role.id())
                    .put("isEnabled", true)
                    .put("value", role.value()));
        }
        return roles;
    }
}
