import { open } from "./workplace.js";

open();
