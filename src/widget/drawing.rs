//! Sets of drawings that are part of the program, one enum each.

/// Makes the enum of a set: each variant is a file of a folder below `assets/`.
macro_rules! drawings {
    ($(#[$set:meta])* $enum:ident in $folder:literal { $($(#[$doc:meta])* $name:ident = $file:literal,)+ }) => {
        $(#[$set])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $enum {
            $($(#[$doc])* $name,)+
        }

        impl $enum {
            /// The whole set.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The drawing. Made once: a handle is the hash of its bytes.
            pub fn handle(self) -> iced::advanced::svg::Handle {
                use std::sync::OnceLock;
                match self {
                    $(Self::$name => {
                        static HANDLE: OnceLock<iced::advanced::svg::Handle> = OnceLock::new();
                        HANDLE.get_or_init(|| iced::advanced::svg::Handle::from_memory(
                            include_bytes!(concat!("../../assets/", $folder, $file, ".svg")).as_slice(),
                        ))
                    })+
                }
                .clone()
            }
        }
    };
}

pub(crate) use drawings;
