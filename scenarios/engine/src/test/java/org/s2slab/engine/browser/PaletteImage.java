package org.s2slab.engine.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Reduces the size of pictures: each pixel gets the nearest colour of a palette. */
final class PaletteImage {
    private static final int COLOURS = 256;

    /** The square of the distance between two visibly different colours, in steps of red, green and blue. */
    private static final int VISIBLE = 20 * 20;

    private PaletteImage() {}

    static byte[] of(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int width = image.getWidth();
        int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        int[] colours = palette(pixels);
        IndexColorModel model =
                new IndexColorModel(8, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
        BufferedImage small = new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i] & 0xFFFFFF, one -> nearest(one, colours));
            small.getRaster().setSample(i % width, i / width, 0, index);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(small, "png", out);
        return out.toByteArray();
    }

    /**
     * Creates the palette: the most frequent colours, then visibly different colours so that small signs keep their
     * colours, then further colours.
     */
    private static int[] palette(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel & 0xFFFFFF, 1, Integer::sum);
        }
        List<Integer> all = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        List<Integer> distinct = new ArrayList<>();
        for (int colour : all) {
            if (distinct.stream().noneMatch(one -> distance(one, colour) < VISIBLE)) {
                distinct.add(colour);
            }
        }
        return Stream.of(all.subList(0, Math.min(COLOURS / 2, all.size())), distinct, all)
                .flatMap(List::stream)
                .distinct()
                .limit(COLOURS)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int nearest(int colour, int[] colours) {
        int found = 0;
        for (int i = 1; i < colours.length; i++) {
            if (distance(colour, colours[i]) < distance(colour, colours[found])) {
                found = i;
            }
        }
        return found;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (one >> shift & 0xFF) - (other >> shift & 0xFF);
            sum += difference * difference;
        }
        return sum;
    }
}
