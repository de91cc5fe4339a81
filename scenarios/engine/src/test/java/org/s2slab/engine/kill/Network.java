package org.s2slab.engine.kill;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.engine.kill.Relay.Message;
import org.s2slab.engine.kill.Relay.Moment;
import org.s2slab.node.NodeEnvironment;

/**
 * Starts nodes as processes, each behind a {@link Relay} that stays when the process is replaced. Kills a node at a
 * moment of a message.
 */
final class Network implements NodeLauncher {
    private final Vertx vertx;
    private final ProcessLauncher launcher;
    private final Map<String, Relay> relays = new ConcurrentHashMap<>();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final Map<String, Launched> running = new ConcurrentHashMap<>();
    private final List<Predicate<Message>> held = new CopyOnWriteArrayList<>();
    private volatile Trap trap = new Trap("nobody", message -> false, Moment.ARRIVED);

    /** Kills a node once, at a moment of the first matching message. */
    static final class Trap {
        private final String victim;
        private final Predicate<Message> message;
        private final Moment moment;
        private final Promise<Void> sprung = Promise.promise();
        private boolean springing;

        Trap(String victim, Predicate<Message> message, Moment moment) {
            this.victim = victim;
            this.message = message;
            this.moment = moment;
        }

        private synchronized boolean springsAt(Message seen, Moment now) {
            boolean springs = !springing && now == moment && message.test(seen);
            springing |= springs;
            return springs;
        }

        /** Succeeds after the process is dead. */
        Future<Void> sprung() {
            return sprung.future();
        }
    }

    Network(Vertx vertx) {
        this.vertx = vertx;
        this.launcher = new ProcessLauncher(vertx);
    }

    @Override
    public Future<Launched> launch(String role, Path config, NodeEnvironment environment) {
        Path folder = config.toAbsolutePath().getParent();
        String node = folder.getFileName().toString();
        return launcher.launch(role, config, environment).compose(launched -> {
            running.put(node, launched);
            return relay(node, folder).map(port -> {
                relays.get(node).leadsTo(launched.port());
                return new Relayed(launched, port);
            });
        });
    }

    private Future<Integer> relay(String node, Path folder) {
        Integer known = ports.get(node);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return vertx.executeBlocking(() -> new Relay(vertx, node, folder, this::at))
                .onSuccess(relay -> relays.put(node, relay))
                .compose(Relay::listen)
                .onSuccess(port -> ports.put(node, port));
    }

    /** Makes the next matching message kill the node. */
    void arm(Trap next) {
        trap = next;
    }

    /** Holds matching messages until a node is killed. Then the network discards them. */
    void hold(Predicate<Message> messages) {
        held.add(messages);
    }

    /** Kills a node immediately. */
    Future<Void> kill(String node) {
        Launched victim = running.get(node);
        ProcessHandle process = ProcessHandle.of(victim.pid().orElseThrow()).orElse(null);
        if (process == null || !process.isAlive()) {
            return Future.failedFuture("'" + node + "' is dead already");
        }
        return victim.kill().onComplete(dead -> held.clear());
    }

    private Future<Void> at(Message message, Moment moment) {
        Trap armed = trap;
        if (armed.springsAt(message, moment)) {
            return kill(armed.victim)
                    .onComplete(armed.sprung)
                    .compose(dead -> Future.failedFuture("'" + armed.victim + "' was killed"));
        }
        boolean waits = moment == Moment.ARRIVED && held.stream().anyMatch(one -> one.test(message));
        return waits ? Promise.<Void>promise().future() : Future.succeededFuture();
    }

    private record Relayed(Launched node, int port) implements Launched {
        @Override
        public int managementPort() {
            return node.managementPort();
        }

        @Override
        public Future<Void> stop() {
            return node.stop();
        }

        @Override
        public Future<Void> kill() {
            return node.kill();
        }

        @Override
        public Future<?> ended() {
            return node.ended();
        }

        @Override
        public OptionalLong pid() {
            return node.pid();
        }
    }
}
