package dev.floe.models.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files below a folder. */
record FolderFiles(Path folder) implements ProjectFiles {

    @Override
    public List<String> list(String under) {
        Path start = folder.resolve(under);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(
                start,
                Integer.MAX_VALUE,
                (file, attributes) -> attributes.isRegularFile(),
                FileVisitOption.FOLLOW_LINKS)) {
            return files.map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw problem(under, "the folder cannot be listed: " + e.getMessage());
        }
    }

    @Override
    public List<String> folders(String under) {
        Path start = folder.resolve(under);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(start)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw problem(under, "the folder cannot be listed: " + e.getMessage());
        }
    }

    @Override
    public ProjectFiles below(String under) {
        return new FolderFiles(folder.resolve(under).normalize());
    }

    @Override
    public Optional<String> read(String path) {
        try {
            return Optional.of(text(path, Files.readAllBytes(folder.resolve(path))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw problem(path, "the file cannot be read: " + e.getMessage());
        }
    }

    @Override
    public Path materialize(String path) {
        return folder.resolve(path);
    }

    @Override
    public String describe() {
        return folder.toString();
    }

    @Override
    public Optional<Path> root() {
        return Optional.of(folder);
    }

    static String text(String path, byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problem(path, "the file is not UTF-8 text; save it as UTF-8");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    static ProjectException problem(String path, String message) {
        return new ProjectException(List.of(new ProjectProblem(path.isEmpty() ? "." : path, 0, 0, message)));
    }
}
