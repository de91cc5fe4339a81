package org.s2slab.engine.network;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A connection through a relay: a socket to the caller and a socket to the called node. */
final class RelayConnection {
    private final LinkRelay relay;
    private final NetSocket caller;
    private final Duration delay;
    private @Nullable NetSocket node;
    private @Nullable RelayStream out;
    private @Nullable RelayStream back;
    private boolean connecting;
    private boolean over;
    private int brought;

    /** @param delay the connection's random delay on a slow link */
    RelayConnection(LinkRelay relay, NetSocket caller, Duration delay) {
        this.relay = relay;
        this.caller = caller;
        this.delay = delay;
        caller.closeHandler(closed -> {
            if (node == null) {
                end();
            }
        });
    }

    /** Applies the relay's current fault. */
    void treated() {
        LinkFault fault = relay.fault();
        brought = 0;
        boolean drops = fault.kind() == LinkFault.Kind.DROP;
        if (fault.refuses()) {
            reset();
        } else if (out != null && back != null) {
            out.hold(drops);
            back.hold(drops);
        } else if (!drops && !connecting) {
            connecting = true;
            relay.connect().onComplete(this::joined, failure -> reset());
        }
    }

    private void joined(NetSocket there) {
        if (over) {
            there.close();
            return;
        }
        node = there;
        there.pause();
        out = new RelayStream(this, caller, there);
        back = new RelayStream(this, there, caller);
        out.begin();
        back.begin();
        treated();
    }

    LinkRelay relay() {
        return relay;
    }

    /** The delay for data that is sent now. */
    Duration delay() {
        return relay.fault().kind() == LinkFault.Kind.SLOW ? delay : Duration.ZERO;
    }

    /** The part of the content that the relay forwards. If this is not everything, the connection is then reset. */
    Buffer allowed(RelayStream flow, Buffer content) {
        LinkFault fault = relay.fault();
        if (fault.kind() != LinkFault.Kind.RESET || flow != back) {
            return content;
        }
        int rest = fault.after() - brought;
        brought += content.length();
        return brought < fault.after() || !relay.takesOne() ? content : content.slice(0, rest);
    }

    /** Resets both sockets at once. */
    void reset() {
        LinkRelay.reset(caller);
        if (node != null) {
            LinkRelay.reset(node);
        }
        end();
    }

    /** Ends the connection after one side has sent everything. */
    void end() {
        over = true;
        relay.ended(this);
    }
}
