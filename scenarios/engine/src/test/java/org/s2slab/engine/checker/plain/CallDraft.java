package org.s2slab.engine.checker.plain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call under construction, with the list of its mutations. */
public final class CallDraft {
    final MutationStock stock;
    final ServiceFacts service;
    final RightCaller caller;
    final TokenDraft inner = new TokenDraft();
    final List<String> hosts = new ArrayList<>();
    final List<String> spoiled = new ArrayList<>();

    @Nullable
    TokenDraft outer;

    String actorClaim = "actortoken";
    String scheme = "Bearer ";
    String query = "";
    int times = 1;

    CallDraft(MutationStock stock, ServiceFacts service, RightCaller caller) {
        this.stock = stock;
        this.service = service;
        this.caller = caller;
    }

    /** The service that receives the call. */
    public String service() {
        return service.name();
    }

    /** The mutations of the call, in words. */
    public List<String> spoiled() {
        return List.copyOf(spoiled);
    }

    /** The call as it is sent. */
    public PlainCall written() {
        TokenDraft user = outer;
        String token;
        if (user == null) {
            token = inner.written();
        } else {
            TokenDraft whole = TokenDraft.copy(user);
            whole.gap = user.gap;
            whole.headerBytes = user.headerBytes;
            whole.claimBytes = user.claimBytes;
            whole.signatureBytes = user.signatureBytes;
            whole.text = user.text;
            if (!actorClaim.isEmpty()) {
                whole.claims.add(new TokenDraft.Member(actorClaim, TokenDraft.quoted(inner.written())));
            }
            token = whole.written();
        }
        List<String> authorizations = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            authorizations.add(scheme + token);
        }
        return new PlainCall(query, List.copyOf(hosts), authorizations);
    }

    /** The layers of the token. */
    List<TokenDraft> layers() {
        TokenDraft user = outer;
        return user == null ? List.of(inner) : List.of(inner, user);
    }
}
