package org.s2slab.engine.checker.plain;

import java.util.ArrayList;
import java.util.List;

/** Creates a valid call, and applies some mutations or none. */
public final class CallMutator {
    private final MutationStock stock;
    private final List<Mutation> mutations = new ArrayList<>();

    public CallMutator(MutationStock stock) {
        this.stock = stock;
        mutations.addAll(ClaimMutations.all());
        mutations.addAll(TimeMutations.all());
        mutations.addAll(HeaderMutations.all());
        mutations.addAll(TextMutations.all());
        mutations.addAll(UserMutations.all());
        mutations.addAll(RequestMutations.all());
        mutations.addAll(AccessMutations.all());
    }

    /** A mutation, which can make a call invalid. */
    interface Mutation {
        /** Changes the call; returns a description of the change. */
        String mutate(CallDraft call, SeededChoice choice);
    }

    /** Creates the call for a random choice. */
    public CallDraft call(SeededChoice choice) {
        CallDraft call = right(choice);
        int ways = choice.any(0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4);
        for (int i = 0; i < ways; i++) {
            call.spoiled.add(choice.any(mutations).mutate(call, choice));
        }
        return call;
    }

    private CallDraft right(SeededChoice choice) {
        RightCaller caller = choice.any(stock.callers());
        ServiceFacts service = stock.service(caller.service());
        CallDraft call = new CallDraft(stock, service, caller);
        String host = choice.any(service.hosts());
        String audience = service.id() + "/" + host + "@" + caller.realm();
        long now = stock.now().getEpochSecond();
        call.hosts.add(host);
        begin(call.inner, caller.issuer(), audience, now - 60, now + 28_740);
        call.inner.head("alg", "RS256");
        call.inner.head("x5t", caller.key().x5t());
        call.inner.key = caller.key();
        call.inner.claim("nameid", caller.nameid());
        if (caller.issuer().startsWith("https://")) {
            AccessMutations.begin(call.inner, caller, service, host, choice);
        } else if (!choice.oneIn(6)) {
            call.inner.claim("trustedfordelegation", "true");
            TokenDraft outer = new TokenDraft();
            begin(outer, caller.nameid(), audience, now - 60, now + 28_740);
            outer.head("alg", "none");
            UserMutations.name(
                    outer,
                    choice.oneIn(3)
                            ? choice.any(service.people())
                            : service.people().get(0));
            call.outer = outer;
        }
        return call;
    }

    private static void begin(TokenDraft token, String issuer, String audience, long nbf, long exp) {
        token.head("typ", "JWT");
        token.claim("aud", audience);
        token.claim("iss", issuer);
        token.claim("nbf", Long.toString(nbf));
        token.claim("exp", Long.toString(exp));
    }
}
