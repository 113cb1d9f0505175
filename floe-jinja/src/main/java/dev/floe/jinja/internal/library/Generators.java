package dev.floe.jinja.internal.library;

import dev.floe.jinja.internal.value.PyIterator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Iterators that begin, and go on, only when they are asked to. */
final class Generators {
    private Generators() {}

    /** A generator of a function with the given name. */
    static PyIterator of(String function, Supplier<Iterator<Object>> start) {
        return new PyIterator("generator " + function, new Iterator<>() {
            private @Nullable Iterator<Object> elements;

            private Iterator<Object> elements() {
                if (elements == null) {
                    elements = start.get();
                }
                return elements;
            }

            @Override
            public boolean hasNext() {
                return elements().hasNext();
            }

            @Override
            public Object next() {
                return elements().next();
            }
        });
    }

    /** What computes the elements of a {@link Steps}. */
    interface Step {
        /** Puts the next element into the steps, or nothing at the end. */
        void run(Steps into);
    }

    /** An iterator over what a step puts into it, one element at a time. */
    static final class Steps implements Iterator<Object> {
        private final Step step;
        private @Nullable Object next;
        private boolean ready;

        Steps(Step step) {
            this.step = step;
        }

        void put(@Nullable Object element) {
            next = element;
            ready = true;
        }

        @Override
        public boolean hasNext() {
            if (!ready) {
                step.run(this);
            }
            return ready;
        }

        @Override
        @SuppressWarnings("NullAway") // elements may be None
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ready = false;
            return next;
        }
    }
}
