package org.s2slab.authz.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.trace.TrustSubject;

/**
 * An application in one tenant: its claims in tokens, and the names for which clients request tokens.
 *
 * @param appId the application's id, the same in every tenant
 * @param objectId this principal's own id, {@code oid} and {@code sub} of its tokens
 * @param traits the properties that are either true or false
 * @param names service principal names: {@code id/host}, {@code https://host/}, {@code id/*.domain}, or a word
 * @param addresses redirect addresses, to which people who sign in are sent
 * @param roles the application permissions that were granted to it
 */
public record ServicePrincipal(
        String appId,
        String objectId,
        String displayName,
        Switches<PrincipalTrait> traits,
        List<String> names,
        List<String> addresses,
        List<Credential> credentials,
        List<AppRoleAssignment> roles) {
    /** A property of an application that is either true or false. */
    public enum PrincipalTrait {
        /** Tokens are issued to it and for it. */
        ACCOUNT_ENABLED,

        /** It may act for users. */
        TRUSTED_FOR_DELEGATION,

        /** It is one of Microsoft's own, which the online services share with the tenant's servers. */
        FIRST_PARTY,

        /** It is an application of the tenant without a service principal, so that it is not enabled. */
        APPLICATION_ONLY
    }

    public ServicePrincipal {
        names = List.copyOf(names);
        addresses = List.copyOf(addresses);
        credentials = List.copyOf(credentials);
        roles = List.copyOf(roles);
    }

    public boolean accountEnabled() {
        return traits.has(PrincipalTrait.ACCOUNT_ENABLED);
    }

    public boolean trustedForDelegation() {
        return traits.has(PrincipalTrait.TRUSTED_FOR_DELEGATION);
    }

    public boolean firstParty() {
        return traits.has(PrincipalTrait.FIRST_PARTY);
    }

    /**
     * Whether tokens for a host, without case, are issued for this principal. One of its names must be {@code id/host}
     * or {@code https://host/}, or {@code id/*.domain} with a host below the domain.
     */
    public boolean isNamedFor(String host) {
        String exact = appId + "/" + host;
        String url = "https://" + host + "/";
        for (String name : names) {
            if (name.equalsIgnoreCase(exact) || name.equalsIgnoreCase(url) || isWildcardFor(name, host)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text is the id or one of the names of this principal, without case. */
    public boolean isNamed(String text) {
        return appId.equalsIgnoreCase(text) || names.stream().anyMatch(text::equalsIgnoreCase);
    }

    /** Whether this is Microsoft Graph, whose tokens differ in form from those for other resources. */
    public boolean isGraph() {
        return appId.equals(WellKnownPrincipals.GRAPH);
    }

    /** The host in the first name {@code id/host}, for requests that name only the id; empty without such a name. */
    public Optional<String> host() {
        String prefix = appId + "/";
        return names.stream()
                .filter(name -> name.regionMatches(true, 0, prefix, 0, prefix.length()) && name.indexOf('*') < 0)
                .map(name -> name.substring(prefix.length()).toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private boolean isWildcardFor(String name, String host) {
        int star = appId.length() + 1;
        if (!name.startsWith("*.", star) || !name.regionMatches(true, 0, appId + "/", 0, star)) {
            return false;
        }
        String below = name.substring(star + 1).toLowerCase(Locale.ROOT);
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.length() > below.length() && lower.endsWith(below);
    }

    /**
     * This principal as a subject of trust: with its names, and with its credentials by thumbprint or key id.
     *
     * @param online the keys of this application as an online service, which the configuration gives to all tenants
     */
    TrustSubject subject(String tenant, List<Credential> online) {
        return new TrustSubject(
                TrustSubject.Kind.PRINCIPAL,
                displayName,
                appId + "@" + tenant,
                Stream.concat(credentials.stream(), online.stream())
                        .map(Credential::id)
                        .distinct()
                        .toList(),
                names,
                Map.of(
                        TrustSubject.ENABLED,
                        String.valueOf(accountEnabled()),
                        "delegation",
                        String.valueOf(trustedForDelegation())));
    }

    /** The secret with one of these spellings, or null; if there are several, the secret that is valid longest. */
    public @Nullable Credential secret(List<String> spellings) {
        List<String> hashes = spellings.stream().map(ClientSecrets::hash).toList();
        return credentials.stream()
                .filter(credential -> hashes.stream().anyMatch(credential::isSecret))
                .max(Comparator.comparing(Credential::end))
                .orElse(null);
    }

    /** A copy of this application with other values. */
    public ServicePrincipal changed(
            String name, Switches<PrincipalTrait> others, List<String> otherNames, List<String> otherAddresses) {
        return new ServicePrincipal(appId, objectId, name, others, otherNames, otherAddresses, credentials, roles);
    }

    /** An application of a tenant, without a principal. */
    public static ServicePrincipal ofApplication(String appId, String objectId) {
        return new ServicePrincipal(
                appId,
                objectId,
                "",
                Switches.of(PrincipalTrait.APPLICATION_ONLY),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /**
     * The application alone, with its certificates, secrets and redirect addresses. A later principal gets another object
     * id.
     */
    public ServicePrincipal withoutPrincipal(String laterObjectId) {
        ServicePrincipal alone = ofApplication(appId, laterObjectId);
        return alone.changed(displayName, alone.traits, List.of(), addresses).holding(credentials);
    }

    /** Whether an administrator created the service principal of the application. */
    public boolean hasPrincipal() {
        return !traits.has(PrincipalTrait.APPLICATION_ONLY);
    }

    /** A copy of this application with another display name. */
    public ServicePrincipal renamed(String name) {
        return changed(name, traits, names, addresses);
    }

    /** A copy of this application with a principal, which is enabled or not. */
    public ServicePrincipal enabled(boolean enabled) {
        var others = traits.with(PrincipalTrait.APPLICATION_ONLY, false).with(PrincipalTrait.ACCOUNT_ENABLED, enabled);
        return changed(displayName, others, names, addresses);
    }

    /** The names of the permissions that this application has at a resource. */
    public List<String> rolesAt(String resource) {
        return roles.stream()
                .map(AppRoleAssignment::role)
                .filter(role -> role.resource().equals(resource))
                .map(AppRole::value)
                .toList();
    }

    /** A copy with other permissions. */
    public ServicePrincipal granted(List<AppRoleAssignment> others) {
        return copy(credentials, others);
    }

    public ServicePrincipal with(Credential credential) {
        List<Credential> more = new ArrayList<>(credentials);
        more.add(credential);
        return holding(more);
    }

    /** A copy without the credentials with these key ids. */
    public ServicePrincipal without(List<String> keyIds) {
        return holding(credentials.stream()
                .filter(credential -> !keyIds.contains(credential.keyId()))
                .toList());
    }

    ServicePrincipal holding(List<Credential> others) {
        return copy(others, roles);
    }

    private ServicePrincipal copy(List<Credential> ownCredentials, List<AppRoleAssignment> ownRoles) {
        return new ServicePrincipal(appId, objectId, displayName, traits, names, addresses, ownCredentials, ownRoles);
    }
}
