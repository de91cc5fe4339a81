package org.s2slab.pki;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Detects RSA moduli of a faulty generator (CVE-2017-15361, "ROCA"). Its primes are powers of 65537 modulo many small
 * primes, so its moduli are such powers, too. A sound modulus matches by chance once in 2^27.
 */
final class RocaDetector {
    /** The largest prime that the generator used for every key length. */
    private static final int LARGEST_PRIME = 167;

    private static final int GENERATOR = 65_537;

    private static final List<Residues> MARKS = marks();

    private record Residues(BigInteger prime, BitSet powers) {
        boolean contain(BigInteger modulus) {
            return powers.get(modulus.mod(prime).intValue());
        }
    }

    private RocaDetector() {}

    static boolean matches(BigInteger modulus) {
        return MARKS.stream().allMatch(residues -> residues.contain(modulus));
    }

    private static List<Residues> marks() {
        List<Residues> marks = new ArrayList<>();
        for (int prime = 3; prime <= LARGEST_PRIME; prime += 2) {
            if (BigInteger.valueOf(prime).isProbablePrime(30)) {
                marks.add(new Residues(BigInteger.valueOf(prime), powersModulo(prime)));
            }
        }
        return marks;
    }

    private static BitSet powersModulo(int prime) {
        BitSet powers = new BitSet(prime);
        int power = 1;
        while (!powers.get(power)) {
            powers.set(power);
            power = power * (GENERATOR % prime) % prime;
        }
        return powers;
    }
}
