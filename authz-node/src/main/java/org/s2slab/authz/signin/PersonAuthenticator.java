package org.s2slab.authz.signin;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.authz.grants.TokenDenial;
import org.s2slab.authz.registry.Person;
import org.s2slab.authz.registry.TenantPeople;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.config.UserAccount;
import org.s2slab.http.BasicCredential;
import org.s2slab.http.RequestIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TokenInspection;

/**
 * Decides who signs in, and records it in the journal.
 *
 * @param hosts the names of this server
 * @param wrong the wrong passwords and codes of the last minute
 */
record PersonAuthenticator(
        TenantRegistry registry,
        TenantPeople people,
        WrongGuesses wrong,
        HopJournal journal,
        Clock clock,
        List<String> hosts) {
    long now() {
        return clock.instant().getEpochSecond();
    }

    /**
     * Signs the person in whose name and password are in the form. Throws TokenDenial by the first rule that fails.
     *
     * @param tenants the tenants whose people may sign in
     * @param client the id of the program that asks
     * @param asked the scopes
     */
    Person signIn(RoutingContext http, List<TenantSnapshot> tenants, String client, String asked) {
        String name = SignInPage.text(http, "login").strip();
        Optional<Person> found = people.named(name);
        UserAccount account = found.map(Person::account).orElse(null);
        boolean right = new BasicCredential(name, SignInPage.text(http, "passwd")).isOf(account);
        requireRight(http, name.toLowerCase(Locale.ROOT), right, SignInRules.PASSWORD);
        Person person = found.orElseThrow();
        SignInRule.require(SignInRules.PERSON, new SignInAttempt(person, tenants, client));
        var tenant = registry.current(person.tenant());
        SignInRule.require(SignInRules.ACCESS, RequestedAccess.of(tenant, hosts, asked));
        CallContext context = RequestIdentity.context(http).forUser(person.identifiers());
        journal.record(HopKind.SIGNED_IN, "-", context, null, null, null);
        return person;
    }

    /** Requires that a form comes from its page, and that the guess in it is right and not one of too many. */
    void requireRight(RoutingContext http, String name, boolean right, List<SignInRule<PageForm>> rule) {
        var form = new PageForm(SignInPage.isOwn(http), name, right, wrong.of(name, now()));
        SignInRule.require(SignInRules.PAGE, form);
        if (!right) {
            wrong.count(name, people.named(name).isPresent(), now());
        }
        SignInRule.require(rule, form);
    }

    /** Writes a denial into the journal. */
    void denied(TokenDenial denial, CallContext context) {
        Refusal refusal = denial.refusal();
        String sentence = SignInRules.rules().stream()
                .filter(rule -> rule.id().equals(refusal.rule()))
                .map(rule -> rule.sentence())
                .findFirst()
                .orElse(refusal.code().sentence());
        var failed = CheckedRule.refused(String.valueOf(refusal.rule()), sentence, Finding.of(refusal));
        journal.refused(
                HopKind.TOKEN_DENIED, "-", context, refusal, null, () -> new TokenInspection(null, List.of(failed)));
    }
}
